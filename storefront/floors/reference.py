"""Reads the dated lists of this folder, once."""

from functools import cache
from pathlib import Path

import yaml

from storefront.floors.rules import Criterion, Floor, Kind

_DATA = Path(__file__).parent / "data"


@cache
def floors() -> tuple[Floor, ...]:
    """The places with a name people know."""
    given = yaml.safe_load((_DATA / "floors.yaml").read_text("utf-8"))
    return tuple(Floor(one["name"], tuple(one["hosts"])) for one in given["floors"])


@cache
def criteria() -> tuple[Criterion, ...]:
    """Every criterion that places of selling count for, by decision."""
    given = yaml.safe_load((_DATA / "evidence.yaml").read_text("utf-8"))
    return tuple(
        Criterion(
            rubric=decision["rubric"],
            document=decision["document"],
            kind=Kind(one["kind"]),
            number=one["number"],
            title=one["title"],
            first_set=one["first_set"],
            last_set=one["last_set"],
        )
        for decision in given
        for one in decision["criteria"]
    )
