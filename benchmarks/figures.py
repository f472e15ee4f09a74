"""A measured figure, and the table that shows figures."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

Progress = Callable[[str], None]


class Unmeasurable(Exception):
    """A tool that this benchmark or yardstick needs is missing; says which."""


@dataclass(frozen=True)
class Figure:
    """One row: what was measured, and how many times each yardstick of the same run it reaches."""

    name: str
    what: str
    value: float
    unit: str
    ratios: Mapping[str, float] = field(default_factory=dict)


def table(figures: list[Figure]) -> str:
    """All figures as aligned text."""
    rows = [("name", "what", "figure", "unit", "ratio to yardstick")]
    rows += [
        (each.name, each.what, _short(each.value), each.unit, _ratios(each)) for each in figures
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    return "\n".join("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows)


def write_json(figures: list[Figure], path: Path) -> None:
    """All figures as a JSON list."""
    path.write_text(
        json.dumps([asdict(each) for each in figures], ensure_ascii=False, indent=2) + "\n"
    )


def _ratios(figure: Figure) -> str:
    return ", ".join(f"{_short(ratio)} × {yardstick}" for yardstick, ratio in figure.ratios.items())


def _short(value: float) -> str:
    if value >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3g}"
