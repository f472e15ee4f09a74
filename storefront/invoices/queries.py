"""Reads of invoice requests. There is no way to one but through the one who asks."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, joinedload, selectinload

from catalog.kernel.actor import Actor
from catalog.kernel.clock import local_date
from catalog.kernel.db import session
from storefront.deadlines import queries as deadlines
from storefront.deadlines import rules as times
from storefront.deadlines.rules import What
from storefront.invoices import rules
from storefront.invoices.errors import NoSuchRequest
from storefront.invoices.models import InvoiceRequest
from storefront.invoices.providers.base import Draft, Item
from storefront.invoices.rules import State
from storefront.orders.models import Order
from storefront.orders.rules import CALLED_OFF, OrderStatus

PER_PAGE = 30
PARTS = ("cho", "dang-lap", "xong")
STATE_OF = dict(zip(PARTS, State, strict=True))
_LINES = joinedload(InvoiceRequest.order).options(
    selectinload(Order.lines), joinedload(Order.producer)
)
Condition = ColumnElement[bool] | InstrumentedAttribute[bool]


def find_of(order: Order) -> InvoiceRequest | None:
    """What was asked for an order its buyer or seller has opened."""
    return session.scalar(select(InvoiceRequest).where(InvoiceRequest.order_id == order.id))


def delivered_at(order: Order) -> datetime | None:
    """When the buyer had the goods."""
    moments = [one.at for one in order.changes if one.to_status == OrderStatus.DELIVERED]
    return max(moments, default=None)


def ask_until(order: Order) -> datetime | None:
    """Until when the buyer may ask; None while the goods are not there yet."""
    since = delivered_at(order)
    if since is None:
        return None
    return times.ends(deadlines.find(What.INVOICE_REQUEST, local_date(since)), since)


def may_ask(order: Order, now: datetime) -> bool:
    """Whether the buyer may still ask for an invoice of this order."""
    return rules.may_ask(order.status, delivered_at(order), ask_until(order), now)


def get_for_seller(actor: Actor, order_number: str) -> InvoiceRequest:
    """The request about an order of the actor's producers, or NoSuchRequest."""
    return _get(InvoiceRequest.producer_id.in_(actor.producer_ids), order_number)


def _get(condition: Condition, order_number: str) -> InvoiceRequest:
    query = (
        select(InvoiceRequest)
        .join(InvoiceRequest.order)
        .where(Order.number == order_number, condition)
        .options(_LINES)
    )
    found = session.scalar(query)
    if found is None:
        raise NoSuchRequest
    return found


def list_for_seller(actor: Actor, part: str, page: int) -> tuple[list[InvoiceRequest], int]:
    """The requests of the actor's producers in one state, the oldest that waits first."""
    return _list(InvoiceRequest.producer_id.in_(actor.producer_ids), part, page)


def list_for_desk(actor: Actor, part: str, page: int) -> tuple[list[InvoiceRequest], int]:
    """Everybody's, for who may see all of them."""
    if not actor.may("invoices.see"):
        return [], 0
    return _list(InvoiceRequest.id > 0, part, page)


def _list(condition: Condition, part: str, page: int) -> tuple[list[InvoiceRequest], int]:
    where = (condition, *_of_part(part))
    joined = select(InvoiceRequest).join(InvoiceRequest.order).where(*where)
    total = session.scalar(select(func.count()).select_from(joined.subquery())) or 0
    order = InvoiceRequest.id.desc() if part == "xong" else InvoiceRequest.id
    query = joined.options(joinedload(InvoiceRequest.order)).order_by(order)
    return list(session.scalars(query.limit(PER_PAGE).offset((page - 1) * PER_PAGE))), total


def _of_part(part: str) -> Iterable[ColumnElement[bool]]:
    state = STATE_OF[part]
    if state != State.ASKED:
        yield InvoiceRequest.state == state.value
        return
    yield (InvoiceRequest.state == state.value) | _is_left_to_seller()
    # Of an order that was called off nothing is invoiced.
    yield Order.status.not_in([one.value for one in CALLED_OFF])


def _is_left_to_seller() -> ColumnElement[bool]:
    return (InvoiceRequest.state == State.HANDED_OVER.value) & InvoiceRequest.was_via.is_not(None)


def count_waiting(actor: Actor) -> int:
    """Requests of the actor's producers that can be handed over now, or were left to them."""
    query = (
        select(func.count(InvoiceRequest.id))
        .join(InvoiceRequest.order)
        .where(
            InvoiceRequest.producer_id.in_(actor.producer_ids),
            (InvoiceRequest.state == State.ASKED.value) | _is_left_to_seller(),
            Order.status.in_([one.value for one in rules.SOLD]),
        )
    )
    return session.scalar(query) or 0


def stream_waiting(actor: Actor) -> Iterator[InvoiceRequest]:
    """What the actor's producers have to enter in their software, oldest first."""
    query = (
        select(InvoiceRequest)
        .join(InvoiceRequest.order)
        .where(
            InvoiceRequest.producer_id.in_(actor.producer_ids),
            InvoiceRequest.state != State.ISSUED.value,
            Order.status.in_([one.value for one in rules.SOLD]),
        )
        .options(_LINES)
        .order_by(InvoiceRequest.id)
    )
    yield from session.scalars(query)


def due(now: datetime, via: str) -> list[int]:
    """Requests with this provider whose number nobody knows yet."""
    return _asked_by(now, InvoiceRequest.via == via)


def left_behind(now: datetime, via: str | None) -> list[int]:
    """Requests with a provider that is not connected any more; `via` is the one that is."""
    there = [rules.BY_HAND, *([via] if via else [])]
    return _asked_by(now - rules.GIVEN_UP_AFTER, InvoiceRequest.via.not_in(there))


def _asked_by(when: datetime, condition: Condition) -> list[int]:
    query = select(InvoiceRequest.id).where(
        InvoiceRequest.state == State.HANDED_OVER.value, InvoiceRequest.ask_at <= when, condition
    )
    return list(session.scalars(query.order_by(InvoiceRequest.ask_at).limit(100)))


def list_of_orders(order_ids: list[int]) -> list[InvoiceRequest]:
    """What was asked for with these orders: for the buyer's own data."""
    query = select(InvoiceRequest).where(InvoiceRequest.order_id.in_(order_ids))
    return list(session.scalars(query.options(joinedload(InvoiceRequest.order))))


def draft_of(request: InvoiceRequest) -> Draft:
    """What is to be on the invoice, by what the order holds now."""
    order = request.order
    items = [
        Item(
            f"{one.product_name}, {one.variant_name}",
            one.quantity,
            one.line_total - one.discount,
        )
        for one in order.lines
    ]
    fee = order.shipping_fee - order.shipping_discount
    if fee:
        items.append(Item("Phí giao hàng", 1, fee))
    return Draft(
        key=request.key,
        order_number=order.number,
        seller_name=order.seller_name,
        seller_tax_code=order.producer.tax_code,
        company_name=request.company_name,
        tax_code=request.tax_code,
        address=request.address,
        email=request.email,
        items=items,
    )
