"""Writes of orders: placing them (checkout conducts), and every change of their status."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from catalog.kernel import audit, clock, codes
from catalog.kernel.actor import Actor
from catalog.kernel.db import rows_changed, session
from storefront.inventory import holding
from storefront.inventory import queries as stock
from storefront.inventory import service as inventory
from storefront.inventory.rules import HeldBack
from storefront.orders import joint, queries, rules
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
    OrderDiscount,
    OrderGroup,
    OrderLine,
    Parcel,
)
from storefront.orders.rules import Money, OrderKind, OrderStatus, Party, Stock, Transition
from storefront.orders.signals import order_changed, order_placed
from storefront.payments import service as payments
from storefront.payments.rules import Method, is_prepaid
from storefront.pricing.rules.quoting import Reason
from storefront.quotas import service as quotas

MOST_NUMBERS_TRIED = 5
AS_PROMISED = (
    *("pickup", "goods_class", "leaves_on", "is_own_delivery", "min_age"),
    *("combo_sale_id", "packing_fee"),
)


@dataclass(frozen=True)
class Buyer:
    """Who buys and where it goes: stored as it was said, never looked up again."""

    buyer_name: str
    phone: str
    account_id: int | None
    street: str
    commune_code: str
    commune_name: str
    province_code: str
    province_name: str
    places_as_of: date
    former_place: str | None
    note: str | None
    language: str
    age_statement: str | None = None


@dataclass(frozen=True)
class Seller:
    """Who sells, as the buyer was told."""

    producer_id: int
    name: str
    place: str | None
    phone: str | None


@dataclass(frozen=True)
class NewLine:
    """Units of one batch as they were promised, or of a quota, which have no batch yet."""

    stock_item_id: int | None
    variant_id: int
    batch_id: int | None
    product_name: str
    product_slug: str
    variant_name: str
    batch_code: str | None
    best_before: date | None
    stars: int
    quantity: int
    unit_price: int
    list_price: int | None = None
    lowest_price: int | None = None
    reasons: Sequence[Reason] = ()
    quota_id: int | None = None

    @property
    def total(self) -> int:
        return self.unit_price * self.quantity

    @property
    def discount(self) -> int:
        return sum(one.amount for one in self.reasons)

    @property
    def platform_discount(self) -> int:
        return sum(one.by_platform for one in self.reasons)


@dataclass(frozen=True)
class NewOrder:
    """One seller's part of a purchase."""

    seller: Seller
    lines: Sequence[NewLine]
    shipping_fee: int
    weight_g: int
    promised_from: date
    promised_to: date
    pickup: str | None = None
    kind: str = OrderKind.GOODS
    goods_class: str = "dry"
    leaves_on: date | None = None
    is_own_delivery: bool = False
    min_age: int | None = None
    fee_reasons: Sequence[Reason] = ()
    recipient_id: int | None = None
    combo_sale_id: int | None = None
    packing_fee: int = 0

    @property
    def shipping_discount(self) -> int:
        return sum(one.amount for one in self.fee_reasons)

    @property
    def platform_discount(self) -> int:
        of_fee = sum(one.by_platform for one in self.fee_reasons)
        return of_fee + sum(line.platform_discount for line in self.lines)


def open_group(
    placement_key: str, buyer: Buyer, now: datetime, method: Method = Method.COD
) -> OrderGroup | None:
    """A new purchase with a number of its own; None when this form has placed one already.

    The unique key decides: of two posts of one form the later waits for the earlier here,
    before any stock is touched.
    """
    for _ in range(MOST_NUMBERS_TRIED):
        group = OrderGroup(
            number=rules.make_number(now.year, codes.random_body(rules.RANDOM_LENGTH)),
            placement_key=placement_key,
            payment_method=method.value,
            placed_at=now,
            **asdict(buyer),
        )
        try:
            with session.begin_nested():  # the flush turns a taken key or number into an error
                session.add(group)
        except IntegrityError:
            if queries.find_number_by_key(placement_key):
                return None
            continue
        return group
    raise RuntimeError("No free order number in five tries.")


def add_order(
    group: OrderGroup,
    new: NewOrder,
    actor: Actor,
    now: datetime,
    *,
    start: OrderStatus | None = None,
) -> Order:
    """Add one seller's order to a purchase; its number is the purchase's with -1, -2 …

    What is paid beforehand waits for its money, unless the caller says where it starts.
    """
    if start is None:
        start = OrderStatus.UNPAID if is_prepaid(group.payment_method) else OrderStatus.PLACED
    items_total = sum(line.total for line in new.lines)
    discount = sum(line.discount for line in new.lines)
    order = Order(
        number=f"{group.number}-{len(group.orders) + 1}",
        producer_id=new.seller.producer_id,
        seller_name=new.seller.name,
        seller_place=new.seller.place,
        seller_phone=new.seller.phone,
        status=start.value,
        version=1,
        items_total=items_total,
        shipping_fee=new.shipping_fee,
        discount=discount,
        shipping_discount=new.shipping_discount,
        platform_discount=new.platform_discount,
        total=items_total - discount + new.shipping_fee - new.shipping_discount,
        weight_g=new.weight_g,
        promised_from=new.promised_from,
        promised_to=new.promised_to,
        recipient_id=new.recipient_id,
        kind=str(new.kind),
        **{name: getattr(new, name) for name in AS_PROMISED},
        lines=[line_row(line) for line in new.lines],
        changes=[_change_row(None, start, Party.BUYER, actor, None, now)],
    )
    group.orders.append(order)
    session.flush()  # for the ids that hang on it
    note_discounts(order, order.lines, new.lines, new.fee_reasons)
    order_placed.send(None, order_id=order.id)
    return order


def line_row(new: NewLine) -> OrderLine:
    """A line as it is stored; its order is the caller's business."""
    values = {name: value for name, value in vars(new).items() if name != "reasons"}
    return OrderLine(
        **values,
        line_total=new.total,
        discount=new.discount,
        platform_discount=new.platform_discount,
    )


def note_discounts(
    order: Order, rows: Sequence[OrderLine], new: Sequence[NewLine], off_fee: Sequence[Reason]
) -> None:
    """What each promotion took off, line by line: the rows are in the order of the new lines."""
    found = [
        (line.id, reason) for line, one in zip(rows, new, strict=True) for reason in one.reasons
    ]
    for line_id, reason in [*found, *((None, one) for one in off_fee)]:
        session.add(
            OrderDiscount(
                order_id=order.id,
                line_id=line_id,
                promotion_id=reason.promotion_id,
                name=reason.name,
                code=reason.code,
                amount=reason.amount,
                platform_amount=reason.by_platform,
            )
        )


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
    order.changes.append(_change_row(transition.start, end, by, actor, reason, now))
    if end == OrderStatus.PACKED and not order.is_packed_by_other:
        code = rules.make_parcel_code(codes.random_body(rules.PARCEL_RANDOM))
        order.parcel = Parcel(code=code, opened_at=now)
    _follow(transition, order, actor, now)
    # Last, as in placing: stock is held before batches, so that nobody deadlocks.
    if end in rules.NEEDS_GOOD_BATCHES:
        _check_batches(order, now)
    audit.record(
        actor,
        f"orders.{end.value}",
        order,
        f"Đơn {order.number}: {AUDITED[end]}.",
        by=by.value,
        reason=reason,
    )
    order_changed.send(None, order_id=order.id, start=transition.start, end=end)


def _check_batches(order: Order, now: datetime) -> None:
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


def _change_row(
    start: OrderStatus | None,
    end: OrderStatus,
    by: Party,
    actor: Actor,
    reason: str | None,
    now: datetime,
) -> OrderChange:
    return OrderChange(
        from_status=start.value if start else None,
        to_status=end.value,
        by=by.value,
        actor_id=actor.id,
        actor_name=actor.name,
        reason=reason,
        at=now,
    )
