"""Adding units to an open order: stock, amounts, payment and history in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime

from catalog.certification.queries import standing_for
from catalog.kernel import audit, clock
from catalog.kernel.db import session
from catalog.kernel.money import format_dong
from storefront.amendments import offering, queries, rules
from storefront.amendments.errors import AdditionChanged, TooFewLeft
from storefront.amendments.rules import AddedLine, Addition, Kind
from storefront.amendments.service import Act
from storefront.closures import service as closures
from storefront.inventory import service as inventory
from storefront.inventory.errors import SoldOut
from storefront.inventory.rules import Pick
from storefront.orders import service as orders
from storefront.orders.models import AmendedLine, Amendment, Order, OrderLine
from storefront.orders.signals import order_amended
from storefront.payments import service as payments
from storefront.placing import service as placing
from storefront.placing.rules import NewLine
from storefront.pricing import service as pricing
from storefront.pricing.queries import lowest_before
from storefront.pricing.rules.quoting import Reason
from storefront.pricing.rules.shares import share_reasons


def add(order: Order, wanted: Mapping[int, int], act: Act, seal: str, now: datetime) -> None:
    """Add units to an order read in this transaction: variant id → units.

    The same form again does nothing. Raises AdditionChanged unless `seal` is of what would be
    written, OrderMoved, UsedUp, and what `offering.quote` refuses.
    """
    key = rules.key_of(order.number, act.form_key)
    if queries.find_amendment(key):
        return
    closures.hold([order.producer_id])
    addition = offering.quote(order, wanted, clock.local_date(now))
    if addition.seal != seal:
        raise AdditionChanged
    payments.hold(order.group.number)
    orders.step_on(order, order.status)
    picked = _allocate(order, addition, act, now)
    lines = placing.add_lines(order, _new_lines(addition, picked, now), addition.fee_reasons)
    amendment = _write(order, addition, lines, act, key, now)
    pricing.take(addition.taken, order.group.phone, order.group.number, now)
    payments.raise_due(order.number, amendment.total)
    order_amended.send(
        None,
        order_id=order.id,
        document=f"{order.number}/{amendment.position}",
        difference=amendment.total,
        parts={line.id: (line.quantity, -line.quantity) for line in lines},
    )


def _allocate(order: Order, addition: Addition, act: Act, now: datetime) -> dict[int, list[Pick]]:
    arrives = addition.carriage.promised_to
    wanted = {one.offered.variant_id: (one.quantity, arrives) for one in addition.lines}
    try:
        return inventory.allocate(act.actor, wanted, order.number, now)
    except SoldOut as error:
        sold = next(one.offered for one in addition.lines if _is_of(one, error))
        raise TooFewLeft(f"{sold.product_name}, {sold.variant_name}", 0) from error


def _is_of(line: AddedLine, error: SoldOut) -> bool:
    return line.offered.variant_id == error.variant_id


def _new_lines(
    addition: Addition, picked: Mapping[int, Sequence[Pick]], now: datetime
) -> list[NewLine]:
    """A line for each batch the units come from, with its part of the discount."""
    products = [one.offered.product_id for one in addition.lines]
    standing = standing_for(products, clock.local_date(now))
    lowest = lowest_before([one.offered.variant_id for one in addition.lines], now)
    return [
        _new_line(one, pick, standing[one.offered.product_id].stars, lowest, reasons)
        for one in addition.lines
        for pick, reasons in _shared(one, picked[one.offered.variant_id])
    ]


def _shared(line: AddedLine, picks: Sequence[Pick]) -> list[tuple[Pick, tuple[Reason, ...]]]:
    grosses = [line.priced.unit_price * pick.quantity for pick in picks]
    return list(zip(picks, share_reasons(line.priced.reasons, grosses), strict=True))


def _new_line(
    line: AddedLine,
    pick: Pick,
    stars: int,
    lowest: Mapping[int, int],
    reasons: Sequence[Reason],
) -> NewLine:
    offered, stock = line.offered, pick.stock
    return NewLine(
        stock_item_id=stock.item_id,
        variant_id=offered.variant_id,
        batch_id=stock.batch_id,
        product_name=offered.product_name,
        product_slug=offered.product_slug,
        variant_name=offered.variant_name,
        batch_code=stock.code,
        best_before=stock.best_before,
        stars=stars,
        quantity=pick.quantity,
        unit_price=line.priced.unit_price,
        list_price=offered.list_price,
        lowest_price=lowest.get(offered.variant_id),
        reasons=reasons,
    )


def _write(
    order: Order,
    addition: Addition,
    lines: Sequence[OrderLine],
    act: Act,
    key: str,
    now: datetime,
) -> Amendment:
    """Raise the order's amounts and say so in a row."""
    change, was_promised = addition.change, order.promised_to
    _raise(order, addition)
    amendment = Amendment(
        order_id=order.id,
        position=len(order.amendments) + 1,
        key=key,
        kind=Kind.ADD.value,
        by=act.by.value,
        actor_id=act.actor.id,
        actor_name=act.actor.name,
        reason=None,
        **asdict(change),
        total=change.total,
        weight_g=addition.weight_g,
        at=now,
        lines=[
            AmendedLine(
                line_id=line.id, quantity=line.quantity, amount=line.line_total - line.discount
            )
            for line in lines
        ],
    )
    order.amendments.append(amendment)
    session.flush()  # the receivers read the lines
    units = sum(line.quantity for line in lines)
    audit.record(
        act.actor,
        "amendments.add",
        order,
        f"Đơn {order.number}: thêm {units} đơn vị hàng, {format_dong(change.total)}.",
        by=act.by.value,
        lines={str(line.id): line.quantity for line in lines},
        promised_to=[was_promised.isoformat(), order.promised_to.isoformat()],
    )
    return amendment


def _raise(order: Order, addition: Addition) -> None:
    change, carriage = addition.change, addition.carriage
    order.total += change.total
    for name, amount in asdict(change).items():
        setattr(order, name, getattr(order, name) + amount)
    order.weight_g += addition.weight_g
    order.goods_class = carriage.goods_class.value
    order.promised_from, order.promised_to = carriage.promised_from, carriage.promised_to
    order.leaves_on = carriage.leaves_on
