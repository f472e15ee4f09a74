"""`ocop map`: docs/map.md made anew from docstrings, addresses and commands."""

import ast
import inspect
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

ROOT = Path(__file__).parent.parent
FILE = ROOT / "docs" / "map.md"
BEGIN, END = "<!-- made by ocop map: begin -->\n", "<!-- made by ocop map: end -->\n"
PACKAGES = ("catalog", "traceability", "storefront")


@click.command("map")
@with_appcontext
def write_map() -> None:
    """Write the list of features into docs/map.md."""
    FILE.write_text(whole_map(current_app, FILE.read_text("utf-8")), "utf-8")
    click.echo(f"Written: {FILE.relative_to(ROOT)}")


def whole_map(app: Flask, text: str) -> str:
    """The text with its made part made anew; what people wrote around it stays."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return before + BEGIN + "\n".join(_features(app)) + "\n" + END + after


def _features(app: Flask) -> Iterator[str]:
    addresses, commands = _addresses(app), _commands(app)
    for package in PACKAGES:
        yield f"\n### {package}\n\n{_docstring(ROOT / package)}\n"
        yield "| folder | what it is for | addresses | commands |\n|---|---|---|---|"
        for folder in sorted(each.parent for each in (ROOT / package).glob("*/__init__.py")):
            name = f"{package}.{folder.name}"
            found = (_code(addresses[name]), _code(commands[name]))
            yield f"| `{package}/{folder.name}` | {_docstring(folder)} | {' | '.join(found)} |"


def _docstring(folder: Path) -> str:
    text = ast.get_docstring(ast.parse((folder / "__init__.py").read_text("utf-8"))) or ""
    return " ".join(text.partition("\n\n")[0].split())


def _addresses(app: Flask) -> dict[str, set[str]]:
    found = defaultdict(set)
    for rule in app.url_map.iter_rules():
        found[_feature(app.view_functions[rule.endpoint])].add(rule.rule)
    return found


def _commands(app: Flask) -> dict[str, set[str]]:
    found = defaultdict(set)
    for name, command in app.cli.commands.items():
        children = command.commands.items() if isinstance(command, click.Group) else ()
        for path, each in [(name, command), *((f"{name} {sub}", each) for sub, each in children)]:
            if each.callback:
                found[_feature(each.callback)].add(f"ocop {path}")
    return found


def _feature(function: object) -> str:
    module = inspect.unwrap(function).__module__  # type: ignore[arg-type]  # views and callbacks
    return ".".join(module.split(".")[:2])


def _code(texts: set[str]) -> str:
    return " ".join(f"`{text}`" for text in sorted(texts))
