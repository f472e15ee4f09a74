"""Writes of orders: every change of their status."""

from datetime import datetime

from sqlalchemy import update

from catalog.kernel import audit, clock, codes
from catalog.kernel.actor import Actor
from catalog.kernel.db import rows_changed, session
from storefront.inventory import holding
from storefront.inventory import queries as stock
from storefront.inventory import service as inventory
from storefront.inventory.rules import HeldBack
from storefront.orders import joint, numbers, rules
from storefront.orders.errors import (
    BatchAwaited,
    BatchStopped,
    BatchUnfit,
    NotPossible,
    OrderMoved,
    ReasonMissing,
    TooLateToCancel,
    VisitTooNear,
)
from storefront.orders.labels import AUDITED
from storefront.orders.models import (
    Order,
    OrderChange,
    Parcel,
)
from storefront.orders.rules import Money, OrderKind, OrderStatus, Party, Stock, Transition
from storefront.orders.signals import order_changed
from storefront.payments import service as payments
from storefront.payments.rules import is_prepaid
from storefront.quotas import service as quotas


def change(
    order: Order,
    end: OrderStatus,
    by: Party,
    actor: Actor,
    now: datetime,
    reason: str | None = None,
) -> None:
    """Bring an order, read in this transaction, to another status with all that follows.

    Of two who act at the same moment the conditional UPDATE lets one through.
    """
    transition = rules.find_transition(order.status, end, by, order.kind)
    if transition is None:
        raise TooLateToCancel if end == OrderStatus.CANCELLED else NotPossible
    if by == Party.BUYER:
        refuse_late(order, now)
    joint.check(order, end, by)
    bring(transition, order, by, actor, now, reason)


def refuse_late(order: Order, now: datetime) -> None:
    """Raise VisitTooNear once a buyer may not call off a visit any more; unpaid ones always may."""
    if order.kind != OrderKind.VISIT or order.status == OrderStatus.UNPAID:
        return
    if rules.is_too_late((line.quota.cancels_until for line in order.lines if line.quota), now):
        raise VisitTooNear


def revive(order: Order, actor: Actor, now: datetime) -> None:
    """Bring back an order that the clock called off, read in this transaction: it is paid now.

    Raises NotPossible for any other, SoldOut when its units are gone.
    """
    if not rules.ran_out(order.status, order.changes[-1].by, order.changes[-1].reason):
        raise NotPossible
    bring(rules.REVIVAL, order, Party.SYSTEM, actor, now, None)


def bring(
    transition: Transition,
    order: Order,
    by: Party,
    actor: Actor,
    now: datetime,
    reason: str | None,
) -> None:
    """Make a change that was found to be possible, with all that follows."""
    end = transition.end
    if by in transition.reason_from and not reason:
        raise ReasonMissing
    step_on(order, end.value)
    order.changes.append(change_row(transition.start, end, by, actor, reason, now))
    if end == OrderStatus.PACKED and not order.is_packed_by_other:
        code = numbers.make_parcel_code(codes.random_body(numbers.PARCEL_RANDOM))
        order.parcel = Parcel(code=code, opened_at=now)
    _follow(transition, order, actor, now)
    # Last, as in placing: stock is held before batches, so that nobody deadlocks.
    if end in rules.NEEDS_GOOD_BATCHES:
        check_batches(order, now)
    audit.record(
        actor,
        f"orders.{end.value}",
        order,
        f"Đơn {order.number}: {AUDITED[end]}.",
        by=by.value,
        reason=reason,
    )
    order_changed.send(None, order_id=order.id, start=transition.start, end=end)


def check_batches(order: Order, now: datetime) -> None:
    """Recalled, unreleased and expired goods are not packed and do not leave the house."""
    batch_ids = [line.batch_id for line in order.lines if line.batch_id]
    if len(batch_ids) < len(order.lines) and order.status != OrderStatus.PLACED:
        raise BatchAwaited
    reasons = stock.held_back_batches(batch_ids, clock.local_date(now), lock=True).values()
    if HeldBack.RECALLED in reasons:
        raise BatchStopped
    if reasons:
        raise BatchUnfit


def step_on(order: Order, status: str) -> None:
    """Raise the order's version, and set its status, if nobody has done so since it was read."""
    moved = session.execute(
        update(Order)
        .where(Order.id == order.id, Order.status == order.status, Order.version == order.version)
        .values(status=status, version=Order.version + 1)
        .execution_options(synchronize_session=False)
    )
    if rows_changed(moved) != 1:
        raise OrderMoved
    session.refresh(order, ("status", "version"))


def _follow(transition: Transition, order: Order, actor: Actor, now: datetime) -> None:
    units = rules.units_of(order.lines)
    if transition.stock == Stock.RELEASE:
        inventory.release(actor, units, order.number, now)
    elif transition.stock == Stock.SHIP:
        inventory.ship(actor, units, order.number, now)
    elif transition.stock == Stock.TAKE_BACK:
        inventory.take_back(actor, units, order.number, now)
    elif transition.stock == Stock.SECURE:
        holding.keep(actor, units, order.number, now)
    elif transition.stock == Stock.LET_GO:
        holding.let_go(actor, units, order.number, now)
    if any(line.quota_id for line in order.lines):
        _follow_quotas(transition, order, now)
    if transition.money == Money.VOID:
        payments.void(order.number, now)
    elif transition.money == Money.RENEW:
        payments.renew(order.number, now)
        payments.receive(order.number, now)
    elif transition.money == Money.RECEIVE and _is_owed(transition, order):
        payments.receive(order.number, now)


def _follow_quotas(transition: Transition, order: Order, now: datetime) -> None:
    if transition.stock in (Stock.RELEASE, Stock.LET_GO, Stock.TAKE_BACK):
        quotas.give_back(order.number)
    elif transition.stock == Stock.SECURE:
        quotas.keep(order.number, now)


def _is_owed(transition: Transition, order: Order) -> bool:
    """On delivery nothing is owed of what was paid beforehand."""
    return transition.start == OrderStatus.UNPAID or not is_prepaid(order.group.payment_method)


def change_row(
    start: OrderStatus | None,
    end: OrderStatus,
    by: Party,
    actor: Actor,
    reason: str | None,
    now: datetime,
) -> OrderChange:
    """A line of the history of an order."""
    return OrderChange(
        from_status=start.value if start else None,
        to_status=end.value,
        by=by.value,
        actor_id=actor.id,
        actor_name=actor.name,
        reason=reason,
        at=now,
    )
