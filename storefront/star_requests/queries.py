"""Reads of requests of stars, and of what in the register may be meant."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Row, Select, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, joinedload

from catalog.certification.models import Recognition
from catalog.certification.queries import list_history
from catalog.certification.rules import Standing
from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from catalog.products.models import Product, Variant
from storefront.accounts.models import Membership
from storefront.star_requests import rules
from storefront.star_requests.models import StarRequest
from storefront.star_requests.rules import Likeness, State, Whose
from traceability.batches.models import Batch

PER_PAGE = 50
_MOST_LOOKED_AT = 400


@dataclass(frozen=True)
class Candidate:
    """A record of the register that may be the goods asked for."""

    product: Product
    history: list[Standing]
    like: Likeness
    whose: Whose
    obstacle: str | None


def find_newest(product_id: int) -> StarRequest | None:
    """The last request for a product, whatever became of it."""
    query = select(StarRequest).where(StarRequest.product_id == product_id)
    return session.scalar(query.order_by(StarRequest.id.desc()).limit(1))


def find_waiting(product_id: int) -> StarRequest | None:
    query = select(StarRequest).where(
        StarRequest.product_id == product_id, StarRequest.state == State.WAITING
    )
    return session.scalar(query)


def waiting_of(product_ids: Collection[int]) -> set[int]:
    """Those of these products for which a request waits."""
    query = select(StarRequest.product_id).where(
        StarRequest.product_id.in_(product_ids), StarRequest.state == State.WAITING
    )
    return set(session.scalars(query))


def get_request(request_id: int, *, lock: bool = False) -> StarRequest:
    """The request, or NotFound. `lock` holds the row until the commit."""
    query = select(StarRequest).where(StarRequest.id == request_id)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    found = session.scalar(query)
    if found is None:
        raise NotFound
    return found


def list_waiting(page: int) -> tuple[list[StarRequest], int]:
    """One page of what waits for an officer, the oldest first, and how many there are."""
    query = (
        select(StarRequest)
        .where(StarRequest.state == State.WAITING)
        .options(joinedload(StarRequest.product), joinedload(StarRequest.producer))
        .order_by(StarRequest.id)
    )
    rows = session.scalars(query.limit(PER_PAGE).offset((page - 1) * PER_PAGE))
    return list(rows), count_waiting()


def count_waiting() -> int:
    query = select(func.count(StarRequest.id)).where(StarRequest.state == State.WAITING)
    return session.scalar(query) or 0


def find_entered(product_id: int, number: str) -> Recognition | None:
    """The recognition of a product by this decision, or None."""
    query = select(Recognition).where(Recognition.product_id == product_id, _of_number(number))
    return session.scalar(query.limit(1))


def list_candidates(asked: StarRequest, on: date) -> list[Candidate]:
    """What the register has of that decision, producer or name, the likeliest first."""
    rows = _alike(asked).order_by(Product.folded, Product.id).limit(_MOST_LOOKED_AT)
    like = {row.id: _likeness(row, asked) for row in session.execute(rows)}
    best = sorted(like, key=lambda one: -like[one].weight)[: rules.MOST_CANDIDATES]
    found = [_candidate(product_id, asked, like[product_id], on) for product_id in best]
    # Other goods the producer sells are no answer to what was asked.
    return [one for one in found if not one.obstacle or one.like.number or one.like.name]


def find_candidate(asked: StarRequest, product_id: int, on: date) -> Candidate | None:
    """One of them as it is now, or None."""
    row = session.execute(_alike(asked).where(Product.id == product_id)).first()
    return _candidate(product_id, asked, _likeness(row, asked), on) if row else None


def works_there(account_id: int | None, producer_id: int) -> bool:
    """Whether the person is a member of the producer, whichever the sign-in works for now."""
    query = select(Membership.id).where(
        Membership.producer_id == producer_id, Membership.account_id == account_id
    )
    return session.scalar(query.limit(1)) is not None


def _alike(asked: StarRequest) -> Select[int, int | None, str, bool]:
    """The recognised products of that decision, producer or name, but the one asked for."""
    columns = (Product.id, Product.producer_id, Product.folded)
    return select(*columns, _has_number(asked).label("number")).where(
        _is_recognised(), Product.id != asked.product_id, _is_like(asked)
    )


def _likeness(row: Row[int, int | None, str, bool], asked: StarRequest) -> Likeness:
    return Likeness(
        bool(row.number),
        row.producer_id == asked.producer_id,
        row.folded == asked.product.folded,
    )


def _candidate(product_id: int, asked: StarRequest, like: Likeness, on: date) -> Candidate:
    product = session.get_one(Product, product_id)
    whose = _whose(product, asked)
    obstacle = rules.obstacle(
        is_sold=_any(Variant.id, Variant.product_id == product_id),
        has_batches=_any(Batch.id, Batch.product_id == product_id),
        whose=whose,
    )
    return Candidate(product, list_history(product_id, on), like, whose, obstacle)


def _whose(product: Product, asked: StarRequest) -> Whose:
    if product.producer_id == asked.producer_id:
        return Whose.SAME
    if product.producer_id is None:
        return Whose.NOBODY
    is_taken = _any(Membership.id, Membership.producer_id == product.producer_id)
    return Whose.OTHER if is_taken else Whose.NOBODY


def _any(column: InstrumentedAttribute[int], where: ColumnElement[bool]) -> bool:
    return session.scalar(select(column).where(where).limit(1)) is not None


def _is_recognised() -> ColumnElement[bool]:
    return exists().where(Recognition.product_id == Product.id)


def _of_number(number: str) -> ColumnElement[bool]:
    """As it is printed, and with a remark after it."""
    held = Recognition.decision_number
    return or_(held == number, held.startswith(f"{number} ", autoescape=True))


def _has_number(asked: StarRequest) -> ColumnElement[bool]:
    return exists().where(Recognition.product_id == Product.id, _of_number(asked.decision_number))


def _is_like(asked: StarRequest) -> ColumnElement[bool]:
    return or_(
        _has_number(asked),
        Product.producer_id == asked.producer_id,
        Product.folded == asked.product.folded,
    )
