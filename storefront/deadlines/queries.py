"""Reads of deadlines."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import select

from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from storefront.deadlines import rules
from storefront.deadlines.models import Deadline
from storefront.deadlines.rules import ANY, Case, Span, What


def list_deadlines() -> list[Deadline]:
    """Every row that counts for all sellers, by what it is for; the newest first."""
    query = select(Deadline).where(Deadline.producer_id.is_(None))
    order = list(What)
    rows = session.scalars(query.order_by(Deadline.valid_from.desc(), Deadline.id.desc()))
    return sorted(rows, key=lambda row: order.index(What(row.what)))


def list_own(producer_ids: frozenset[int]) -> list[Deadline]:
    """What these sellers promise beyond the rest, the newest first."""
    query = select(Deadline).where(Deadline.producer_id.in_(producer_ids))
    return list(session.scalars(query.order_by(Deadline.id.desc())))


def spans_of(*whats: What) -> list[Span]:
    """The rows for these things, to be picked from for many cases at once."""
    query = select(Deadline).where(Deadline.what.in_([what.value for what in whats]))
    return [to_span(row) for row in session.scalars(query.order_by(Deadline.id))]


def list_for_all(on: date, whats: Collection[What]) -> list[Span]:
    """What counts for these things on a day, whoever sells: for pages that say it to all."""
    return rules.for_all(spans_of(*whats), on)


def find(what: What, on: date, case: Case = ANY) -> Span | None:
    """The deadline that counts for a case on a day, or None where nothing is set."""
    return rules.pick(spans_of(what), what, on, case)


def get_deadline(deadline_id: int) -> Deadline:
    """A row, or NotFound."""
    row = session.get(Deadline, deadline_id)
    if row is None:
        raise NotFound
    return row


def to_span(row: Deadline) -> Span:
    """A row as the value the rules know."""
    return Span(
        row.id,
        row.what,
        row.kind,
        row.shelf_life_days,
        row.producer_id,
        row.hours,
        row.valid_from,
        row.valid_to,
        row.source,
    )
