"""Reads of claims. There is no way to a claim but through the one who asks."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, joinedload, selectinload

from catalog.kernel.actor import Actor
from catalog.kernel.clock import local_date
from catalog.kernel.db import session
from catalog.products.models import Product, Variant
from catalog.products.rules import GoodsClass
from storefront.claims import rules
from storefront.claims.errors import NoSuchClaim
from storefront.claims.models import Claim, ClaimLine, ClaimRefund
from storefront.claims.rules import Bought, ClaimKind, ClaimStatus
from storefront.deadlines import queries as deadlines
from storefront.deadlines import rules as spans
from storefront.deadlines.rules import Case, Span, What
from storefront.orders.models import Order, OrderChange, OrderLine
from storefront.orders.rules import OrderStatus
from storefront.payments.models import Refund
from storefront.payments.rules import Payer

PER_PAGE = 30
Condition = ColumnElement[bool] | InstrumentedAttribute[bool]
FOR_SELLER = (ClaimStatus.ASKED, ClaimStatus.SENT_BACK, ClaimStatus.REFUNDING)


def get_claim_of(order: Order, number: str) -> Claim:
    """A claim about an order the buyer has opened; NoSuchClaim for any other."""
    return _get(Claim.order_id == order.id, number)


def get_claim_for_seller(actor: Actor, number: str) -> Claim:
    """A claim about an order of the actor's producers, or NoSuchClaim."""
    own = select(Order.id).where(Order.producer_id.in_(actor.producer_ids))
    return _get(Claim.order_id.in_(own), number)


def get_claim_for_desk(actor: Actor, number: str) -> Claim:
    """Any claim, for who may see all of them; NoSuchClaim for all others."""
    if not actor.may("claims.see"):
        raise NoSuchClaim
    return _get(Claim.id > 0, number)


def _get(condition: Condition, number: str) -> Claim:
    query = (
        select(Claim)
        .where(Claim.number == number, condition)
        .options(
            joinedload(Claim.order).joinedload(Order.group),
            joinedload(Claim.order).selectinload(Order.lines),
            selectinload(Claim.lines).joinedload(ClaimLine.line),
            selectinload(Claim.steps),
            selectinload(Claim.refunds).joinedload(ClaimRefund.refund),
        )
    )
    claim = session.scalar(query)
    if claim is None:
        raise NoSuchClaim
    return claim


def find_by_key(form_key: str) -> Claim | None:
    """The claim this form has made already, or None."""
    return session.scalar(select(Claim).where(Claim.form_key == form_key))


def find_of_refund(refund_id: int) -> Claim | None:
    """The claim that led to a refund, or None."""
    return session.scalar(select(Claim).join(ClaimRefund).where(ClaimRefund.refund_id == refund_id))


def find_of_replacement(order_id: int) -> Claim | None:
    """The claim whose goods an order replaces, or None."""
    return session.scalar(select(Claim).where(Claim.replacement_id == order_id))


def find_open_refund(claim: Claim) -> Refund | None:
    """The refund of a claim that nobody has sent yet, or None."""
    found = (one.refund for one in claim.refunds if one.refund.sent_at is None)
    return next(found, None)


def list_of(order: Order) -> list[Claim]:
    """The claims about an order, the newest first."""
    query = select(Claim).where(Claim.order_id == order.id).order_by(Claim.id.desc())
    return list(session.scalars(query))


def bought_in(order: Order) -> list[Bought]:
    """The lines of an order with what of each stands in claims."""
    query = (
        select(ClaimLine.line_id, func.sum(ClaimLine.quantity))
        .join(Claim)
        .where(Claim.order_id == order.id, Claim.status.not_in([*map(str, rules.DROPPED)]))
        .group_by(ClaimLine.line_id)
    )
    asked = {line_id: int(units) for line_id, units in session.execute(query)}
    return [
        Bought(line.id, line.quantity, line.line_total - line.discount, asked.get(line.id, 0))
        for line in order.lines
    ]


def delivered_at(order: Order) -> datetime | None:
    """When the buyer had the goods, or None while that is not written down."""
    return session.scalar(
        select(func.max(OrderChange.at)).where(
            OrderChange.order_id == order.id, OrderChange.to_status == OrderStatus.DELIVERED
        )
    )


def windows_of(order: Order, since: datetime) -> dict[int, dict[ClaimKind, Span]]:
    """For each line the kinds that may be asked for, with the deadline of each."""
    found = deadlines.spans_of(What.CLAIM_WINDOW)
    return {
        line_id: {
            kind: span
            for kind in ClaimKind
            if (
                span := spans.pick(
                    found,
                    What.CLAIM_WINDOW,
                    local_date(since),
                    case_of(kind, keeps, order.producer_id),
                )
            )
        }
        for line_id, keeps in keeping_of(order.lines).items()
    }


def case_of(kind: str, keeps: int | None, producer_id: int) -> Case:
    """What a deadline about goods is asked for."""
    return Case(kind, keeps, producer_id, by_kind=kind in rules.NEEDS_OWN_ROW)


def keeping_of(lines: Collection[OrderLine]) -> dict[int, int | None]:
    """How many days the goods of each line keep, by line id.

    Fresh and chilled goods count as those that keep one day, whatever the product says.
    """
    query = (
        select(OrderLine.id, Product.shelf_life_days, Variant.goods_class)
        .join(Variant, Variant.id == OrderLine.variant_id)
        .join(Product, Product.id == Variant.product_id)
        .where(OrderLine.id.in_([line.id for line in lines]))
        .order_by(OrderLine.id)
    )
    return {
        row.id: row.shelf_life_days if row.goods_class == GoodsClass.DRY else 1
        for row in session.execute(query)
    }


def list_for_seller(actor: Actor, page: int, *, only_waiting: bool) -> tuple[list[Claim], int]:
    """Claims about the actor's orders, those that end soonest first, and how many there are."""
    own = select(Order.id).where(Order.producer_id.in_(actor.producer_ids))
    where: list[ColumnElement[bool]] = [Claim.order_id.in_(own)]
    if only_waiting:
        where.append(waits_for_seller())
    return _page(where, page)


def list_for_desk(
    actor: Actor, now: datetime, page: int, *, only_waiting: bool
) -> tuple[list[Claim], int]:
    """Everybody's claims, those that are late longest first; `only_waiting`: for the operator."""
    if not actor.may("claims.see"):
        return [], 0
    return _page([waits_for_operator(now)] if only_waiting else [], page)


def _page(where: list[ColumnElement[bool]], page: int) -> tuple[list[Claim], int]:
    total = session.scalar(select(func.count(Claim.id)).where(*where)) or 0
    query = (
        select(Claim)
        .where(*where)
        .options(
            joinedload(Claim.order).joinedload(Order.producer),
            joinedload(Claim.order).joinedload(Order.group),
            selectinload(Claim.lines).joinedload(ClaimLine.line),
        )
        .order_by(Claim.due_at.is_(None), Claim.due_at, Claim.id.desc())
    )
    return list(session.scalars(query.limit(PER_PAGE).offset((page - 1) * PER_PAGE))), total


def waits_for_seller() -> ColumnElement[bool]:
    """An answer, goods on the way, or a refund the seller sends itself."""
    own_money = (Claim.status == ClaimStatus.REFUNDING) & (Claim.payer == Payer.SELLER)
    return Claim.status.in_((ClaimStatus.ASKED, ClaimStatus.SENT_BACK)) | own_money


def waits_for_operator(now: datetime) -> ColumnElement[bool]:
    """What was taken to the operator, and what a seller is late with, said by the clock or not."""
    return (Claim.status == ClaimStatus.ESCALATED) | (waits_for_seller() & (Claim.due_at <= now))


def count_for_seller(actor: Actor) -> int:
    own = select(Order.id).where(Order.producer_id.in_(actor.producer_ids))
    query = select(func.count(Claim.id)).where(Claim.order_id.in_(own), waits_for_seller())
    return session.scalar(query) or 0


def waiting_of(actor: Actor) -> tuple[int, datetime | None]:
    """How many claims wait for the actor's producers, and when the first is late."""
    own = select(Order.id).where(Order.producer_id.in_(actor.producer_ids))
    query = select(func.count(Claim.id), func.min(Claim.due_at))
    row = session.execute(query.where(Claim.order_id.in_(own), waits_for_seller())).one()
    return row[0], row[1]


def count_for_desk(now: datetime) -> int:
    query = select(func.count(Claim.id)).where(waits_for_operator(now))
    return session.scalar(query) or 0


def list_overdue(now: datetime, at_most: int = 100) -> list[int]:
    """Claims whose clock has run out and that go on by themselves: their ids, oldest first."""
    moving = (
        ClaimStatus.ASKED,
        ClaimStatus.SENT_BACK,
        ClaimStatus.REFUNDING,
        ClaimStatus.REPLACING,
        ClaimStatus.AWAITING_RETURN,
    )
    query = select(Claim.id).where(Claim.due_at <= now, Claim.status.in_(moving))
    return list(session.scalars(query.order_by(Claim.due_at, Claim.id).limit(at_most)))
