"""Reads of reviews. Hidden ones are nobody's but the operator's and the seller's."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload, selectinload

from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.products.models import Product
from storefront.orders.models import Order
from storefront.reviews.errors import NoSuchReview
from storefront.reviews.models import Review
from storefront.reviews.rules import Summary

PER_PAGE = 20
AT_THE_PRODUCT = 3


def summary_of(product_id: int) -> Summary:
    """How many reviews of a product can be read, and their points."""
    return _summary(Review.product_id == product_id)


def summary_of_goods(product_ids: Collection[int]) -> Summary:
    """The same of several products together."""
    return _summary(Review.product_id.in_(product_ids)) if product_ids else Summary()


def _summary(of_what: ColumnElement[bool]) -> Summary:
    query = select(func.count(Review.id), func.coalesce(func.sum(Review.points), 0)).where(
        of_what, Review.hidden_at.is_(None)
    )
    count, points = session.execute(query).one()
    return Summary(int(count), int(points))


def list_of_product(product_id: int, page: int = 1, size: int = PER_PAGE) -> list[Review]:
    """One page of the reviews of a product that can be read, the newest first."""
    query = (
        select(Review)
        .where(Review.product_id == product_id, Review.hidden_at.is_(None))
        .order_by(Review.written_at.desc(), Review.id.desc())
    )
    return list(session.scalars(query.limit(size).offset((page - 1) * size)))


def find_by_lines(order: Order) -> dict[int, Review]:
    """The reviews of an order by line id."""
    query = select(Review).where(Review.line_id.in_([line.id for line in order.lines]))
    return {review.line_id: review for review in session.scalars(query)}


def get_public(review_id: int) -> Review:
    """A review that everybody may read, or NoSuchReview."""
    return _get(Review.id == review_id, Review.hidden_at.is_(None))


def get_for_seller(actor: Actor, review_id: int) -> Review:
    """A review of the actor's goods, or NoSuchReview."""
    return _get(Review.id == review_id, Review.product_id.in_(_own(actor)))


def get_for_desk(review_id: int) -> Review:
    """Any review, with what was done about it; or NoSuchReview."""
    return _get(Review.id == review_id)


def _get(*where: ColumnElement[bool]) -> Review:
    query = select(Review).where(*where).options(joinedload(Review.product))
    review = session.scalar(query.execution_options(populate_existing=True))
    if review is None:
        raise NoSuchReview
    return review


def _own(actor: Actor) -> ColumnElement[int]:
    return select(Product.id).where(Product.producer_id.in_(actor.producer_ids)).scalar_subquery()


def list_for_seller(actor: Actor, page: int, *, only_open: bool) -> tuple[list[Review], int]:
    """Reviews of the actor's goods, the newest first, and how many there are."""
    where: list[ColumnElement[bool]] = [Review.product_id.in_(_own(actor))]
    if only_open:
        where += [Review.answer.is_(None), Review.hidden_at.is_(None)]
    return _page(where, page)


def list_for_desk(page: int, *, only_reported: bool) -> tuple[list[Review], int]:
    """All reviews, those that were reported most first, and how many there are."""
    return _page([Review.reported > 0] if only_reported else [], page)


def _page(where: list[ColumnElement[bool]], page: int) -> tuple[list[Review], int]:
    total = session.scalar(select(func.count(Review.id)).where(*where)) or 0
    query = (
        select(Review)
        .where(*where)
        .options(joinedload(Review.product), selectinload(Review.steps))
        .order_by(Review.reported.desc(), Review.written_at.desc(), Review.id.desc())
    )
    return list(session.scalars(query.limit(PER_PAGE).offset((page - 1) * PER_PAGE))), total


def count_unanswered(actor: Actor) -> int:
    query = select(func.count(Review.id)).where(
        Review.product_id.in_(_own(actor)), Review.answer.is_(None), Review.hidden_at.is_(None)
    )
    return session.scalar(query) or 0


def count_reported() -> int:
    return session.scalar(select(func.count(Review.id)).where(Review.reported > 0)) or 0
