"""Writes of amendments: stock, amounts, payment and history in the transaction of the caller."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from catalog.kernel import audit
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.kernel.money import format_dong
from storefront.amendments import keeping, queries, rules, telling
from storefront.amendments.errors import CalledOffTogether, NothingTaken, TooLateToAmend, WholeCombo
from storefront.amendments.rules import Change, Cut, Kind
from storefront.inventory import service as inventory
from storefront.orders import service as orders
from storefront.orders import wholesale
from storefront.orders.errors import ReasonMissing
from storefront.orders.models import AmendedLine, Amendment, Order, OrderLine
from storefront.orders.numbers import group_number
from storefront.orders.rules import OrderStatus, Party
from storefront.orders.signals import batch_left, order_amended
from storefront.payments import service as payments
from storefront.quotas import service as quotas


@dataclass(frozen=True)
class Act:
    """Who amends, on whose side, by which form, and why."""

    by: Party
    actor: Actor
    form_key: str
    reason: str | None = None


def cut(order: Order, wanted: Mapping[int, int], act: Act, now: datetime) -> OrderStatus | None:
    """Take units out of an order read in this transaction: line id → units.

    The same form again does nothing. Taking the last unit calls the order off, and the status it
    came to is returned. Raises TooLateToAmend, NothingTaken, BelowStep, BelowMinimum,
    CalledOffTogether, ReasonMissing, OrderMoved.
    """
    key = rules.key_of(order.number, act.form_key)
    if queries.find_amendment(key):
        return None
    if order.combo_sale_id:
        raise WholeCombo
    if not rules.may_cut(order.status, act.by):
        raise TooLateToAmend
    if act.by == Party.BUYER:
        orders.refuse_late(order, now)
    payments.hold(group_number(order.number))
    permit = rules.CUTS[act.by]
    if permit.needs_reason and not act.reason:
        raise ReasonMissing
    cuts = rules.cuts_of(order.lines, wanted)
    if cuts is None:
        raise NothingTaken
    if rules.leaves_nothing(order.lines, wanted):
        if act.by == Party.BUYER and wholesale.bound_to(order):
            raise CalledOffTogether
        orders.change(order, permit.when_empty, act.by, act.actor, now, act.reason)
        return permit.when_empty
    if act.by == Party.BUYER:
        keeping.refuse(order, cuts)
    orders.step_on(order, order.status)
    lines = {line.id: line for line in order.lines}
    _give_back(order, cuts, lines, act.actor, now)
    amendment = _write(order, cuts, lines, act, key, now)
    payments.lower(order.number, -amendment.total, now)
    _tell(order, amendment, cuts)
    telling.tell_cut(order, amendment, now)
    return None


def _give_back(
    order: Order,
    cuts: Sequence[Cut],
    lines: Mapping[int, OrderLine],
    actor: Actor,
    now: datetime,
) -> None:
    """Goods return to the stock, and what was promised ahead to its quota."""
    taken = [(lines[one.line_id], one.taken) for one in cuts]
    units = [(line.stock_item_id, n) for line, n in taken if line.stock_item_id]
    inventory.release(actor, units, order.number, now)
    promised = Counter[int]()
    for line, n in taken:
        if line.quota_id:
            promised[line.quota_id] += n
    for quota_id, n in sorted(promised.items()):
        quotas.lower(quota_id, n, order.number)


def _write(
    order: Order,
    cuts: Sequence[Cut],
    lines: Mapping[int, OrderLine],
    act: Act,
    key: str,
    now: datetime,
) -> Amendment:
    """Lower the order's counts and say so in a row."""
    weight = sum(one.taken * lines[one.line_id].variant.weight_g for one in cuts)
    weight = min(weight, order.weight_g)
    fee = queries.fee_for(order, order.weight_g - weight)
    change = rules.change_of(order, order.lines, cuts, fee)
    _lower(order, cuts, lines, change)
    order.weight_g -= weight
    amendment = Amendment(
        order_id=order.id,
        position=len(order.amendments) + 1,
        key=key,
        kind=Kind.CUT.value,
        by=act.by.value,
        actor_id=act.actor.id,
        actor_name="" if act.by == Party.BUYER else act.actor.name,  # the order names the buyer
        reason=act.reason,
        **asdict(change),
        total=change.total,
        weight_g=-weight,
        at=now,
        lines=[
            AmendedLine(line_id=one.line_id, quantity=-one.taken, amount=one.discount - one.amount)
            for one in cuts
        ],
    )
    order.amendments.append(amendment)
    session.flush()  # the receivers read the lines
    units = sum(one.taken for one in cuts)
    audit.record(
        act.actor,
        "amendments.cut",
        order,
        f"Đơn {order.number}: bớt {units} đơn vị hàng, {format_dong(-change.total)}.",
        by=act.by.value,
        reason=act.reason,
        lines={str(one.line_id): one.taken for one in cuts},
    )
    return amendment


def _lower(
    order: Order, cuts: Sequence[Cut], lines: Mapping[int, OrderLine], change: Change
) -> None:
    for one in cuts:
        line = lines[one.line_id]
        line.quantity, line.line_total = one.left, one.left * line.unit_price
        line.discount -= one.discount
        line.platform_discount -= one.platform_discount
    order.total += change.total
    for name, amount in asdict(change).items():
        setattr(order, name, getattr(order, name) + amount)


def _tell(order: Order, amendment: Amendment, cuts: Sequence[Cut]) -> None:
    """The journal and the commission follow; a batch that is out of the parcel is out of mind."""
    held = {line.batch_id for line in order.lines if line.batch_id}
    session.expire(order, ["lines"])
    order_amended.send(
        None,
        order_id=order.id,
        document=f"{order.number}/{amendment.position}",
        difference=amendment.total,
        parts={one.line_id: (one.left, one.taken) for one in cuts},
    )
    for batch_id in sorted(held - {line.batch_id for line in order.lines}):
        batch_left.send(None, order_id=order.id, batch_id=batch_id)
