"""What a seller sees at a glance: what to pack, what runs out, what lapses, what went wrong."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, func, select

from catalog.certification.queries import standing_for
from catalog.certification.rules import Standing
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.products.models import Product, Variant
from storefront.claims import queries as claims
from storefront.complaints import queries as complaints
from storefront.inventory.models import StockItem
from storefront.inventory.queries import available_for
from storefront.invoices import queries as invoices
from storefront.notices import queries as notices
from storefront.orders import queries as orders
from storefront.orders.models import Order
from storefront.orders.rules import OrderStatus
from storefront.questions import queries as questions
from storefront.reviews import queries as reviews
from storefront.seller import rules
from traceability.balance import queries as balance
from traceability.batches.models import Batch
from traceability.scans.models import ProblemReport
from traceability.scans.rules import CaseState

SHOWN = 5
PER_PAGE = 50
Rows = Sequence[Row[*tuple[Any, ...]]]


@dataclass(frozen=True)
class Overview:
    """What needs doing on a day; each list holds the most urgent few and says how many more."""

    to_pack: Sequence[Order]
    to_pack_count: int
    to_send_count: int
    running_out: list[tuple[Any, int]]
    lapsing: list[tuple[Any, Standing]]
    problems: Rows
    to_tell_count: int = 0
    to_answer_count: int = 0
    claims_count: int = 0
    invoices_count: int = 0
    questions_count: int = 0
    complaints_count: int = 0
    reviews_count: int = 0

    @property
    def is_quiet(self) -> bool:
        waits = (
            self.to_pack,
            self.to_send_count,
            self.running_out,
            self.lapsing,
            self.problems,
            self.to_tell_count,
            self.to_answer_count,
            self.claims_count,
            self.invoices_count,
            self.questions_count,
            self.complaints_count,
            self.reviews_count,
        )
        return not any(waits)


def overview_of(actor: Actor, today: date) -> Overview:
    """What needs the actor's producer today, in a fixed number of queries."""
    counts = orders.count_by_status(actor)
    return Overview(
        to_pack=orders.list_for_seller(actor, (OrderStatus.PLACED,))[:SHOWN],
        to_pack_count=counts.get(OrderStatus.PLACED, 0),
        to_send_count=counts.get(OrderStatus.PACKED, 0),
        running_out=_running_out(actor, today),
        lapsing=_lapsing(actor, today),
        problems=_problems(actor),
        to_tell_count=notices.count_open(actor),
        to_answer_count=balance.count_to_answer(actor, today),
        claims_count=claims.count_for_seller(actor),
        invoices_count=invoices.count_waiting(actor),
        complaints_count=complaints.count_to_answer(actor),
        questions_count=questions.count_open(actor),
        reviews_count=reviews.count_unanswered(actor),
    )


def _running_out(actor: Actor, today: date) -> list[tuple[Any, int]]:
    query = (
        select(Variant.id, Variant.name, Product.name.label("product_name"))
        .join(Variant.product)
        .where(
            Product.producer_id.in_(actor.producer_ids), Product.is_published, Variant.is_on_sale
        )
        .order_by(Product.folded, Variant.position)
    )
    variants = session.execute(query).all()
    stock = available_for([one.id for one in variants], today)
    few = [
        (one, stock[one.id].free)
        for one in variants
        if stock[one.id].is_low or stock[one.id].is_sold_out
    ]
    return sorted(few, key=lambda pair: pair[1])


def _lapsing(actor: Actor, today: date) -> list[tuple[Any, Standing]]:
    query = select(Product.id, Product.name, Product.slug).where(
        Product.producer_id.in_(actor.producer_ids), Product.is_published
    )
    products = session.execute(query).all()
    standings = standing_for([one.id for one in products], today)
    return rules.most_urgent((one, standings[one.id]) for one in products)


def _problems(actor: Actor) -> Rows:
    query = (
        select(ProblemReport.number, ProblemReport.code, ProblemReport.text, Product.name)
        .join(Batch, ProblemReport.batch_id == Batch.id)
        .outerjoin(Product, Batch.product_id == Product.id)
        .where(Batch.producer_id.in_(actor.producer_ids), ProblemReport.state != CaseState.CLOSED)
        .order_by(ProblemReport.id.desc())
    )
    return session.execute(query.limit(SHOWN)).all()


def list_batches(actor: Actor, page: int) -> tuple[Rows, int]:
    """The packed batches of the actor's producer, newest first, with what is left of each."""
    mine = (Batch.producer_id.in_(actor.producer_ids), Batch.kind == "packed")
    query = (
        select(
            Batch.code,
            Batch.producer_text,
            Batch.packed_on,
            Batch.best_before,
            Batch.released_at,
            Batch.recall_state,
            Batch.is_demo,
            Product.name.label("product_name"),
            Product.gtin,
            func.coalesce(func.sum(StockItem.on_hand), 0).label("on_hand"),
            func.coalesce(func.sum(StockItem.allocated), 0).label("allocated"),
        )
        .outerjoin(Product, Batch.product_id == Product.id)
        .outerjoin(StockItem, StockItem.batch_id == Batch.id)
        .where(*mine)
        .group_by(Batch.id, Product.id)
        .order_by(Batch.packed_on.desc(), Batch.id.desc())
    )
    rows = session.execute(query.limit(PER_PAGE).offset((page - 1) * PER_PAGE)).all()
    return rows, session.scalar(select(func.count()).select_from(Batch).where(*mine)) or 0
