"""Reads of questions. Who asked is read by nobody but who writes back."""

from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload

from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.products.models import Product
from storefront.questions.errors import NoSuchQuestion
from storefront.questions.models import Question

PER_PAGE = 20
AT_THE_PRODUCT = 2


def list_of_product(product_id: int, page: int = 1, size: int = PER_PAGE) -> list[Question]:
    """One page of the public questions of a product: answered ones first, the newest first."""
    query = (
        select(Question)
        .where(*_public(product_id))
        .order_by(Question.answer.is_(None), Question.published_at.desc(), Question.id.desc())
    )
    return list(session.scalars(query.limit(size).offset((page - 1) * size)))


def count_of_product(product_id: int) -> int:
    return session.scalar(select(func.count(Question.id)).where(*_public(product_id))) or 0


def _public(product_id: int) -> tuple[ColumnElement[bool], ...]:
    return (
        Question.product_id == product_id,
        Question.published_at.is_not(None),
        Question.hidden_at.is_(None),
    )


def find_by_key(form_key: str) -> Question | None:
    return session.scalar(select(Question).where(Question.form_key == form_key))


def get_for_seller(actor: Actor, question_id: int) -> Question:
    """A question about the actor's goods, or NoSuchQuestion; what was hidden is not asked."""
    return _get(
        Question.id == question_id,
        Question.hidden_at.is_(None),
        Product.producer_id.in_(actor.producer_ids),
    )


def get_for_desk(question_id: int) -> Question:
    """Any question, or NoSuchQuestion."""
    return _get(Question.id == question_id)


def _get(*where: ColumnElement[bool]) -> Question:
    query = select(Question).join(Question.product).where(*where)
    query = query.options(joinedload(Question.product))
    question = session.scalar(query.execution_options(populate_existing=True))
    if question is None:
        raise NoSuchQuestion
    return question


def list_for_seller(actor: Actor, page: int, *, only_open: bool) -> tuple[list[Question], int]:
    """Questions about the actor's goods, the longest waiting first, and how many there are."""
    where = [Product.producer_id.in_(actor.producer_ids), Question.hidden_at.is_(None)]
    return _page([*where, *(_open() if only_open else ())], page)


def list_for_desk(page: int, *, only_open: bool) -> tuple[list[Question], int]:
    """Everybody's questions, the longest waiting first, and how many there are."""
    return _page(list(_open()) if only_open else [], page)


def _open() -> tuple[ColumnElement[bool], ...]:
    return Question.answer.is_(None), Question.hidden_at.is_(None)


def _page(where: list[ColumnElement[bool]], page: int) -> tuple[list[Question], int]:
    count = select(func.count(Question.id)).join(Question.product).where(*where)
    query = (
        select(Question)
        .join(Question.product)
        .where(*where)
        .options(joinedload(Question.product))
        .order_by(Question.answer.is_not(None), Question.due_at, Question.id)
    )
    rows = session.scalars(query.limit(PER_PAGE).offset((page - 1) * PER_PAGE))
    return list(rows), session.scalar(count) or 0


def waiting_of(actor: Actor) -> tuple[int, datetime | None]:
    """How many questions wait for the actor's producers, and when the first is late."""
    query = select(func.count(Question.id), func.min(Question.due_at)).join(Question.product)
    where = (Product.producer_id.in_(actor.producer_ids), *_open())
    row = session.execute(query.where(*where)).one()
    return row[0], row[1]


def count_late(now: datetime) -> int:
    """Questions that no seller answered in time: the operator may let them through, or ask."""
    query = select(func.count(Question.id)).where(*_open(), Question.due_at <= now)
    return session.scalar(query) or 0
