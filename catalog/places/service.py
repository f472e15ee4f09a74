"""Taking places in: what is new is added, what changed is brought up to date."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Table, delete, insert, select, update

from catalog.kernel.db import Base, session
from catalog.places import packaged
from catalog.places.models import Commune, FormerCommune, FormerProvince, Province

Row = dict[str, Any]
Told = Callable[[str], None]


def import_packaged(tell: Told | None = None) -> int:
    """Take in the places that come with the product; returns how many rows changed.

    A commune that is no longer in the list stays, with its older as-of date: products and
    orders point at it. Lists of old names are replaced whole where they differ.
    """
    places = packaged.read()
    changed = 0
    for model, rows, take in (
        (Province, places.provinces, _bring_up_to_date),
        (FormerProvince, places.former_provinces, _replace),
        (Commune, places.communes, _bring_up_to_date),
        (FormerCommune, places.former_communes, _replace),
    ):
        count = take(model, rows)
        changed += count
        if tell:
            tell(f"{model.__tablename__}: {len(rows)} read, {count} changed")
    return changed


def _bring_up_to_date(model: type[Base], rows: list[Row]) -> int:
    held = {row["code"]: row for row in _held(model, rows)}
    fresh = [row for row in rows if row["code"] not in held]
    changed = [row for row in rows if row["code"] in held and held[row["code"]] != row]
    if fresh:
        session.execute(insert(model), fresh)
    if changed:
        session.execute(update(model), changed)
    return len(fresh) + len(changed)


def _replace(model: type[Base], rows: list[Row]) -> int:
    held = _held(model, rows)
    if _sorted(held) == _sorted(rows):
        return 0
    session.execute(delete(model))
    session.execute(insert(model), rows)
    return len(rows)


def _held(model: type[Base], rows: list[Row]) -> list[Row]:
    """What the database holds, in the columns of the rows to come."""
    table = model.__table__
    assert isinstance(table, Table)  # noqa: S101 - tells mypy what a declared model has
    return [
        dict(row)
        for row in session.execute(select(*(table.c[name] for name in rows[0]))).mappings()
    ]


def _sorted(rows: list[Row]) -> list[tuple[str, ...]]:
    return sorted(tuple(str(value) for value in row.values()) for row in rows)
