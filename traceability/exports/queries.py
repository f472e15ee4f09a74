"""Reads everything a producer entered, table by table."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased

from catalog.kernel.db import session
from traceability.exports.tables import HIDDEN, REFERENCES, TABLES, Table


@dataclass(frozen=True)
class Content:
    """A table as it is written out: the values of a row stand in the order of `columns`."""

    name: str
    title: Any
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def read_all(producer_ids: Collection[int], more: Iterable[Table] = ()) -> list[Content]:
    """Every table and `more` of packages above, one query each."""
    return [read(table, producer_ids) for table in (*TABLES, *more)]


def read(table: Table, producer_ids: Collection[int]) -> Content:
    query = _query(table).where(table.own(producer_ids))
    found = session.execute(query)
    return Content(table.name, table.title, tuple(found.keys()), tuple(map(tuple, found)))


def _query(table: Table) -> Select[*tuple[Any, ...]]:
    """The columns of the table by name, references replaced by what they name."""
    columns, joins = [], []
    for column in table.model.__table__.c:
        if column.name in HIDDEN or column.name.endswith("_by_id"):
            continue
        shown = REFERENCES.get(column.name)
        if shown is None:
            columns.append(column)
            continue
        other = aliased(shown.class_)
        columns.append(getattr(other, shown.key).label(_name(column.name, table)))
        joins.append((other, other.id == column))
    query = select(*columns).select_from(table.model)
    for other, condition in joins:
        query = query.outerjoin(other, condition)
    return query.order_by(*table.model.__table__.primary_key)


def _name(column: str, table: Table) -> str:
    """`product` for `product_id`; `partner_slug` where `partner` is a column of its own."""
    name = column.removesuffix("_id")
    return f"{name}_slug" if name in table.model.__table__.c else name
