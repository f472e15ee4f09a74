"""The rules of the house that a linter cannot check."""

import ast
import re
from pathlib import Path

import pytest
from flask import Flask

ROOT = Path(__file__).parent.parent.parent
PACKAGES = ("catalog", "traceability", "storefront")
SOURCES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
KERNEL_DB = ROOT / "catalog" / "kernel" / "db.py"
# These commit files of a search engine, not the database: they never see a session.
ENGINES = ROOT / "catalog" / "search" / "providers"
STAFF_PREFIXES = ("/quan-tri", "/ban-hang")
BANNED = {"utils", "helpers", "common", "misc"}


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_only_the_kernel_commits(path: Path) -> None:
    calls = {
        node.func.attr
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    if path != KERNEL_DB and path.parent != ENGINES:
        assert not {"commit", "rollback"} & calls


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_functions_and_files_stay_small(path: Path) -> None:
    source = path.read_text("utf-8")
    assert source.count("\n") <= 400
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno
            assert length < 50, f"{node.name} is too long"


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_names_say_what_is_inside(path: Path) -> None:
    assert path.stem not in BANNED
    assert path.stem != "base" or path.parent.name == "providers"


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_only_the_settings_read_the_environment(path: Path) -> None:
    if name_of(path) != "storefront/config.py":
        assert "os.environ" not in path.read_text("utf-8")


@pytest.mark.parametrize("package", PACKAGES)
def test_every_feature_says_what_it_is_for(package: str) -> None:
    for folder in (ROOT / package).iterdir():
        if folder.is_dir() and folder.name != "__pycache__":
            tree = ast.parse((folder / "__init__.py").read_text("utf-8"))
            assert ast.get_docstring(tree), f"{folder.name} has no docstring"
            assert len(tree.body) == 1, f"{folder.name}/__init__.py holds code"


def test_staff_pages_name_a_permission(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith(STAFF_PREFIXES):
            view = app.view_functions[rule.endpoint]
            assert getattr(view, "permission", None), f"{rule.rule} lacks @requires"


def test_addresses_are_kebab_case(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        fixed = re.sub(r"<[^>]*>", "", rule.rule)
        assert rule.endpoint == "static" or re.fullmatch(r"[a-z0-9/._-]*", fixed), rule.rule


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_templates_compile(app: Flask, path: Path) -> None:
    assert app.jinja_env.get_template(str(path.relative_to(ROOT / "templates")))


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_templates_stay_small_and_plain(path: Path) -> None:
    source = path.read_text("utf-8")
    assert source.count("\n") <= 200
    # The passport carries its style inside by design: no second request on a weak signal.
    if "passport" not in path.parts:
        assert not re.search(r"<style|\sstyle=", source), "styles live in static/css"
    assert "|safe" not in source, "nothing is trusted as HTML"


def test_every_component_has_its_stylesheet_and_entry() -> None:
    guide = "\n".join(
        file.read_text("utf-8") for file in (ROOT / "templates/storefront/styleguide").glob("*")
    )
    for macro in (ROOT / "templates" / "components").glob("*.html"):
        assert f"components/{macro.name}" in guide, f"{macro.name} is not in the style guide"


def test_nobody_makes_numbers_of_gs1() -> None:
    """A GTIN is given by GS1 to its owner: we check digits, and only the demonstration makes
    numbers, of the prefix that GS1 keeps for examples."""
    makers = {name_of(path) for path in SOURCES if "gtin_check_digit(" in path.read_text("utf-8")}
    assert makers == {
        "catalog/kernel/codes.py",
        "storefront/demo/goods.py",
        "traceability/identifiers/rules/check_digits.py",
    }
    demo = (ROOT / "storefront/demo/goods.py").read_text("utf-8")
    assert re.search(r'GS1_EXAMPLES = "0?952', demo)


def test_decisions_have_a_number_of_their_own() -> None:
    titles = {path.name: path.read_text("utf-8") for path in (ROOT / "docs/decisions").iterdir()}
    assert len({name[:4] for name in titles}) == len(titles)
    assert not [name for name, text in titles.items() if not text.startswith(f"# {name[:4]} ")]
