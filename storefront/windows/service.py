"""Writes of harvest windows: opened, moved, called off, and given out when the harvest is in."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select

from catalog.kernel import audit, clock
from catalog.kernel.actor import SYSTEM, Actor
from catalog.kernel.db import session
from catalog.products.models import Product, Variant
from storefront.inventory.errors import SoldOut
from storefront.orders import service as orders
from storefront.orders import telling
from storefront.orders.models import Order, OrderLine
from storefront.orders.rules import CALLED_OFF, OrderStatus, Party
from storefront.packing import picking
from storefront.quotas import service as quotas
from storefront.quotas.rules import PromiseReason, QuotaKind
from storefront.quotas.service import NewQuota
from storefront.windows import postponing, queries, rules
from storefront.windows.errors import (
    ImpossibleDays,
    NobodyWaits,
    NotYours,
    SameDays,
    WindowOff,
    WindowOverlaps,
)
from storefront.windows.models import HarvestWindow, WindowChange
from storefront.windows.queries import Ahead
from storefront.windows.rules import ChangeKind, WindowState


@dataclass(frozen=True)
class NewWindow:
    """What a seller promises of a harvest to come; all days count, the first and the last."""

    variant_id: int
    capacity: int
    most_per_buyer: int | None
    order_from: date
    order_to: date
    ready_from: date
    ready_to: date
    note: str | None = None


def open_window(actor: Actor, new: NewWindow, now: datetime) -> HarvestWindow:
    """Let buyers order ahead. Raises NotYours, ImpossibleDays, ImpossibleQuota, WindowOverlaps."""
    producer_id = _seller_of(actor, new.variant_id)
    fault = rules.find_day_fault(
        new.order_from, new.order_to, new.ready_from, new.ready_to, clock.local_date(now)
    )
    if fault:
        raise ImpossibleDays(fault)
    since = clock.midnight_after(new.order_from - timedelta(days=1))
    until = clock.midnight_after(new.order_to)
    if queries.overlaps(new.variant_id, since, until):
        raise WindowOverlaps
    quota = quotas.open_quota(
        NewQuota(
            kind=QuotaKind.WINDOW,
            producer_id=producer_id,
            capacity=new.capacity,
            most_per_buyer=new.most_per_buyer,
            sells_from=since,
            sells_until=until,
            first_day=new.ready_from,
            last_day=new.ready_to,
            note=new.note,
        ),
        [new.variant_id],
    )
    window = HarvestWindow(
        quota_id=quota.id,
        variant_id=new.variant_id,
        opened_by=actor.name,
        opened_at=now,
    )
    session.add(window)
    session.flush()  # for the id the audit entry names
    sentence = f"Mở đợt đặt trước {new.capacity} {window.variant.product.name}, {_days(window)}."
    audit.record(actor, "windows.open", window, sentence)
    return window


def _seller_of(actor: Actor, variant_id: int) -> int:
    """Whose variant it is, held until the commit: two windows of one variant queue up here."""
    producer_id = session.scalar(
        select(Product.producer_id)
        .join(Variant, Variant.product_id == Product.id)
        .where(
            Variant.id == variant_id,
            Variant.is_on_sale,
            Product.is_published,
            Product.producer_id.in_(actor.producer_ids),
        )
        .with_for_update(of=Variant)
    )
    if producer_id is None:
        raise NotYours
    return producer_id


def resize(actor: Actor, window_id: int, capacity: int, now: datetime) -> HarvestWindow:
    """Promise more or fewer, never fewer than were ordered."""
    window = _living(actor, window_id, now).window
    quotas.resize(window.quota_id, capacity)
    sentence = f"Đợt đặt trước {window.variant.product.name}: nhận nhiều nhất {capacity}."
    audit.record(actor, "windows.resize", window, sentence)
    return window


def delay(
    actor: Actor,
    window_id: int,
    days: tuple[date, date],
    reason: PromiseReason,
    words: str | None,
    now: datetime,
) -> int:
    """Promise other days to all who have no goods yet; returns how many orders were moved.

    Each buyer is told why, and may call the order off until it is packed. Raises ImpossibleDays,
    SameDays, WindowOff.
    """
    ahead = _living(actor, window_id, now)
    window, was = ahead.window, ahead.promise
    ready_from, ready_to = days
    fault = rules.find_range_fault(ready_from, ready_to, clock.local_date(window.opened_at))
    if ready_from < clock.local_date(now):
        fault = rules.DayFault.BEFORE_ORDERS
    if fault:
        raise ImpossibleDays(fault)
    if days == (was.first_day, was.last_day):
        raise SameDays
    quotas.move(window.quota_id, ready_from, ready_to)
    _say(window, ahead, ChangeKind.DELAYED, reason, words, actor, now)
    moved = list(_waiting(window.quota_id))
    for order in moved:
        moved_by = postponing.postpone(
            order,
            rules.moved(order.promised_from, was.first_day, ready_from),
            rules.moved(order.promised_to, was.last_day, ready_to),
            actor,
            now,
            _reason(reason, words),
        )
        telling.tell_moved(order, moved_by.id, now)
    sentence = f"Đổi ngày đợt đặt trước {window.variant.product.name}: {_days(window)}."
    audit.record(actor, "windows.delay", window, sentence, orders=len(moved))
    return len(moved)


def call_off(
    actor: Actor, window_id: int, reason: PromiseReason, words: str | None, now: datetime
) -> int:
    """There is no harvest: every order without goods is refused, and what was paid goes back.

    Returns how many orders that were. Orders that have their goods stand.
    """
    ahead = _living(actor, window_id, now)
    window = ahead.window
    quotas.close(window.quota_id, now)
    _say(window, ahead, ChangeKind.CALLED_OFF, reason, words, actor, now)
    called_off = _waiting(window.quota_id)
    for order in called_off:
        if order.status == OrderStatus.UNPAID:
            end, by, who = OrderStatus.CANCELLED, Party.SYSTEM, SYSTEM
        else:
            end, by, who = OrderStatus.REFUSED, Party.SELLER, actor
        orders.change(order, end, by, who, now, _reason(reason, words))
    sentence = f"Hủy đợt đặt trước {window.variant.product.name}: {len(called_off)} đơn."
    audit.record(actor, "windows.call_off", window, sentence, orders=len(called_off))
    return len(called_off)


@dataclass(frozen=True)
class GivenOut:
    """How many orders got their goods, and the first that could not."""

    filled: int
    short: str | None


def give_out(actor: Actor, window_id: int, now: datetime) -> GivenOut:
    """Give the orders of a window their goods from the stock: first ordered, first served.

    Stops at the first order for which too little is there, so that nobody is passed over.
    Raises NobodyWaits.
    """
    ahead = _living(actor, window_id, now)
    waiting = queries.ordered_ahead(_waiting(ahead.window.quota_id))
    if not waiting:
        raise NobodyWaits
    filled = 0
    for order in waiting:
        try:
            with session.begin_nested():
                picking.fill(order, actor, now)
        except SoldOut:
            return GivenOut(filled, order.number)
        filled += 1
    return GivenOut(filled, None)


def _living(actor: Actor, window_id: int, now: datetime) -> Ahead:
    ahead = queries.get_own(actor, window_id, now)
    if ahead.state == WindowState.CALLED_OFF:
        raise WindowOff
    return ahead


def _waiting(quota_id: int) -> list[Order]:
    """The orders without goods, held in the order of their ids until the commit."""
    lines = select(OrderLine.order_id).where(OrderLine.quota_id == quota_id)
    session.execute(
        select(Order.id)
        .where(Order.id.in_(lines), Order.status.not_in(list(CALLED_OFF)))
        .order_by(Order.id)
        .with_for_update()
    ).all()
    return [
        order
        for order in queries.list_orders(quota_id)
        if order.status in (OrderStatus.UNPAID, OrderStatus.PLACED) and queries.is_waiting(order)
    ]


def _say(
    window: HarvestWindow,
    ahead: Ahead,
    kind: ChangeKind,
    reason: PromiseReason,
    words: str | None,
    actor: Actor,
    now: datetime,
) -> None:
    window.changes.append(
        WindowChange(
            kind=kind.value,
            first_day=ahead.promise.first_day,
            last_day=ahead.promise.last_day,
            reason=reason.value,
            words=words,
            actor_id=actor.id,
            actor_name=actor.name,
            at=now,
        )
    )


def _reason(reason: PromiseReason, words: str | None) -> str:
    return f"{reason.value}: {words}" if words else reason.value


def _days(window: HarvestWindow) -> str:
    quota = window.quota
    return f"gửi từ {quota.first_day:%d/%m/%Y} đến {quota.last_day:%d/%m/%Y}"
