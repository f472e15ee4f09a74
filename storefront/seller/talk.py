"""What people said to the seller, whichever page it belongs to: one list, the newest first.

A source takes the actor and how many are wanted and gives its newest, in one query.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, select

from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.kernel.i18n import _
from catalog.products.models import Product
from storefront.claims.models import Claim
from storefront.claims.queries import waits_for_seller
from storefront.complaints.models import Complaint
from storefront.invoices.models import InvoiceRequest
from storefront.invoices.rules import State
from storefront.orders.models import Order
from storefront.questions.models import Question
from storefront.reviews.models import Review
from traceability.batches.models import Batch
from traceability.scans.models import ProblemReport


@dataclass(frozen=True)
class Said:
    """One thing somebody said. `waits`: nobody has answered yet."""

    kind: str
    about: str
    words: str
    at: datetime
    endpoint: str
    args: Mapping[str, Any]
    waits: bool


Source = Callable[[Actor, int], Iterator[Said]]


def list_said(actor: Actor, at_most: int) -> list[Said]:
    """The newest of everything that was said to the actor's producers."""
    found = [one for source in SOURCES for one in source(actor, at_most)]
    return sorted(found, key=lambda one: one.at, reverse=True)[:at_most]


def _questions(actor: Actor, at_most: int) -> Iterator[Said]:
    query = (
        select(Question, Product.name)
        .join(Question.product)
        .where(Product.producer_id.in_(actor.producer_ids), Question.hidden_at.is_(None))
        .order_by(Question.asked_at.desc())
    )
    for one, name in _rows(query, at_most):
        yield Said(
            kind=_("Câu hỏi"),
            about=name,
            words=one.text,
            at=one.asked_at,
            endpoint="questions_seller.answer",
            args={"question_id": one.id},
            waits=one.answer is None,
        )


def _reviews(actor: Actor, at_most: int) -> Iterator[Said]:
    query = (
        select(Review, Product.name)
        .join(Review.product)
        .where(Product.producer_id.in_(actor.producer_ids), Review.hidden_at.is_(None))
        .order_by(Review.written_at.desc())
    )
    for one, name in _rows(query, at_most):
        yield Said(
            kind=_("Đánh giá %(points)s/5", points=one.points),
            about=name,
            words=one.text,
            at=one.written_at,
            endpoint="reviews_seller.answer",
            args={"review_id": one.id},
            waits=one.answer is None,
        )


def _claims(actor: Actor, at_most: int) -> Iterator[Said]:
    query = (
        select(Claim, Order.number, waits_for_seller())
        .join(Order, Order.id == Claim.order_id)
        .where(Order.producer_id.in_(actor.producer_ids))
        .order_by(Claim.asked_at.desc())
    )
    for one, number, waits in _rows(query, at_most):
        yield Said(
            kind=_("Đổi trả"),
            about=_("đơn %(number)s", number=number),
            words=one.text,
            at=one.asked_at,
            endpoint="claims_seller.claim",
            args={"number": one.number},
            waits=bool(waits),
        )


def _complaints(actor: Actor, at_most: int) -> Iterator[Said]:
    query = (
        select(Complaint)
        .where(
            Complaint.producer_id.in_(actor.producer_ids), Complaint.seller_asked_at.is_not(None)
        )
        .order_by(Complaint.seller_asked_at.desc())
    )
    for (one,) in _rows(query, at_most):
        yield Said(
            kind=_("Khiếu nại"),
            about=one.number,
            words=_("Sàn hỏi bạn về khiếu nại này."),
            at=one.seller_asked_at,
            endpoint="complaints_seller.complaint",
            args={"number": one.number},
            waits=one.seller_heard_at is None and one.resolved_at is None,
        )


def _invoices(actor: Actor, at_most: int) -> Iterator[Said]:
    query = (
        select(InvoiceRequest, Order.number)
        .join(InvoiceRequest.order)
        .where(InvoiceRequest.producer_id.in_(actor.producer_ids))
        .order_by(InvoiceRequest.asked_at.desc())
    )
    for one, number in _rows(query, at_most):
        yield Said(
            kind=_("Yêu cầu hóa đơn"),
            about=_("đơn %(number)s", number=number),
            words=one.company_name,
            at=one.asked_at,
            endpoint="invoices_seller.invoice",
            args={"number": number},
            waits=one.state == State.ASKED,
        )


def _problems(actor: Actor, at_most: int) -> Iterator[Said]:
    """What people who scanned a pack found wrong; operators answer those."""
    query = (
        select(ProblemReport, Product.name)
        .join(Batch, ProblemReport.batch_id == Batch.id)
        .outerjoin(Product, Batch.product_id == Product.id)
        .where(Batch.producer_id.in_(actor.producer_ids))
        .order_by(ProblemReport.created_at.desc())
    )
    for one, name in _rows(query, at_most):
        yield Said(
            kind=_("Báo lỗi trên gói"),
            about=name or one.code,
            words=one.text,
            at=one.created_at,
            endpoint="passport.batch",
            args={"code": one.code},
            waits=False,
        )


SOURCES: tuple[Source, ...] = (_questions, _reviews, _claims, _complaints, _invoices, _problems)


def _rows(query: Select[*tuple[Any, ...]], at_most: int) -> Iterator[Row[*tuple[Any, ...]]]:
    yield from session.execute(query.limit(at_most))
