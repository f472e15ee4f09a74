"""Reads of producers."""

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import joinedload

from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from catalog.kernel.text import fold, numbered
from catalog.producers.models import Producer

WITH_PLACE = (joinedload(Producer.province), joinedload(Producer.commune))


def is_listed() -> ColumnElement[bool]:
    """Whether goods of the (outer) joined producer are shown to buyers; those of nobody are."""
    return func.coalesce(Producer.is_listed, true())


def get_producer(slug: str) -> Producer:
    """The producer with this part of an address, and its place, or NotFound."""
    found = session.scalar(select(Producer).where(Producer.slug == slug).options(*WITH_PLACE))
    if found is None:
        raise NotFound
    return found


def get_producer_by_id(producer_id: int, *, lock: bool = False) -> Producer:
    """The producer, or NotFound. `lock` holds the row until the commit."""
    query = select(Producer).where(Producer.id == producer_id)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    found = session.scalar(query)
    if found is None:
        raise NotFound
    return found


def find_producer_by_id(producer_id: int) -> Producer | None:
    """The producer, or None."""
    return session.get(Producer, producer_id)


def list_named(name: str, province_code: str | None) -> list[Producer]:
    """Producers of this name (accents aside) in this province, the oldest first."""
    return list(
        session.scalars(
            select(Producer)
            .where(Producer.folded == fold(name), Producer.province_code == province_code)
            .order_by(Producer.id)
        )
    )


def list_producers() -> list[Producer]:
    """Every producer with its place, by name."""
    return list(
        session.scalars(
            select(Producer).options(*WITH_PLACE).order_by(Producer.folded, Producer.id)
        )
    )


def free_slug(wanted: str) -> str:
    """`wanted`, or `wanted-2`, `wanted-3` … where it is taken."""
    wanted = wanted or "chu-the"
    taken = set(
        session.scalars(
            select(Producer.slug).where(
                (Producer.slug == wanted) | Producer.slug.startswith(f"{wanted}-", autoescape=True)
            )
        )
    )
    return numbered(wanted, taken)
