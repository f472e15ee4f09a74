"""Writes of reviews: by who received the goods, by the seller once, by operators with a reason."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from catalog.kernel import audit
from catalog.kernel.actor import Actor
from catalog.kernel.clock import local_date
from catalog.kernel.db import rows_changed, session
from catalog.kernel.public_words import says_something, tidy
from storefront.deadlines import queries as deadlines
from storefront.deadlines import rules as spans
from storefront.deadlines.rules import What
from storefront.orders.models import Order, OrderLine
from storefront.orders.rules import OrderStatus
from storefront.reviews import queries, rules
from storefront.reviews.errors import (
    AnsweredAlready,
    NothingSaid,
    NotYours,
    ReviewMoved,
    TooLateToEdit,
)
from storefront.reviews.models import Review, ReviewStep
from storefront.reviews.rules import Act


@dataclass(frozen=True)
class NewReview:
    """What a buyer says; without a new photo an older one stays."""

    points: int
    text: str
    picture: str | None = None


def may_review(order: Order, line: OrderLine) -> bool:
    """Whether this line was delivered, and paid for: goods sent anew are no second purchase."""
    return order.status == OrderStatus.DELIVERED and line.unit_price > 0


def write(order: Order, line: OrderLine, new: NewReview, actor: Actor, now: datetime) -> Review:
    """Say what one thinks of a line, or say it anew in time.

    Raises NotYours, NothingSaid or TooLateToEdit.
    """
    if not may_review(order, line):
        raise NotYours
    text = tidy(new.text)
    if not says_something(text):
        raise NothingSaid
    known = queries.find_by_lines(order).get(line.id)
    review = _edit(known, new, text, now) if known else _first(order, line, new, text, now)
    sentence = f"Người mua của đơn {order.number} đánh giá {line.product_name}."
    audit.record(actor, "reviews.write", review, sentence, points=new.points)
    return review


def _edit(review: Review, new: NewReview, text: str, now: datetime) -> Review:
    if now >= review.editable_until:
        raise TooLateToEdit
    review.points, review.text, review.edited_at = new.points, text, now
    review.picture = new.picture or review.picture
    return review


def _first(order: Order, line: OrderLine, new: NewReview, text: str, now: datetime) -> Review:
    group = order.group
    span = deadlines.find(What.REVIEW_EDIT, local_date(now))
    review = Review(
        line_id=line.id,
        product_id=line.variant.product_id,
        author=rules.author_of(group.buyer_name, group.province_name),
        points=new.points,
        text=text,
        picture=new.picture,
        batch_code=line.batch_code,
        written_at=now,
        editable_until=spans.ends(span, now),
        reported=0,
    )
    try:
        with session.begin_nested():  # of two first posts at once one is kept
            session.add(review)
    except IntegrityError as error:
        raise ReviewMoved from error
    return review


def answer(actor: Actor, review: Review, text: str, now: datetime) -> None:
    """The seller answers, once. Raises AnsweredAlready or NothingSaid."""
    words = tidy(text)
    if not says_something(words):
        raise NothingSaid
    written = session.execute(
        update(Review)
        .where(Review.id == review.id, Review.answer.is_(None))
        .values(answer=words, answered_by=actor.name, answered_at=now)
        .execution_options(synchronize_session="fetch")
    )
    if rows_changed(written) != 1:
        raise AnsweredAlready
    audit.record(actor, "reviews.answer", review, f"Trả lời một đánh giá của {review.author}.")


def report(review: Review, reason: str, now: datetime) -> None:
    """A reader says that something is wrong with a review; an operator looks."""
    session.execute(
        update(Review)
        .where(Review.id == review.id)
        .values(reported=Review.reported + 1)
        .execution_options(synchronize_session="fetch")
    )
    _append(review, Act.REPORTED, reason, Actor(), now)


def moderate(actor: Actor, review: Review, act: Act, reason: str, now: datetime) -> None:
    """An operator hides a review, shows it again, or leaves it as it is; with a reason."""
    if act == Act.HIDDEN:
        review.hidden_at = now
    elif act == Act.SHOWN:
        review.hidden_at = None
    review.reported = 0
    _append(review, act, reason, actor, now)
    sentence = f"{SENTENCES[act]} một đánh giá của {review.author}: {reason}"
    audit.record(actor, f"reviews.{act.value}", review, sentence)


SENTENCES = {Act.HIDDEN: "Ẩn", Act.SHOWN: "Cho hiện lại", Act.KEPT: "Để nguyên"}


def _append(review: Review, act: Act, reason: str, actor: Actor, now: datetime) -> None:
    session.add(
        ReviewStep(
            review_id=review.id,
            act=act.value,
            reason=reason,
            actor_id=actor.id,
            actor_name=actor.name,
            at=now,
        )
    )
    session.flush()
