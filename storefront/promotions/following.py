"""What becomes of the uses of promotions when orders are called off, or stand again."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from catalog.kernel.db import session
from storefront.orders.models import Order, OrderDiscount
from storefront.orders.numbers import group_number
from storefront.orders.rules import CALLED_OFF, OrderStatus
from storefront.pricing import queries as prices
from storefront.pricing import service as pricing
from storefront.pricing.rules.shares import Off, lose
from storefront.promotions import queries

Key = tuple[int, str, str | None]
"""A promotion on an order: its id, its name then, and the code that opened it."""


def follow(order_id: int, start: OrderStatus, end: OrderStatus, now: datetime) -> None:
    """Give a use back when nothing of the purchase bears the promotion any more.

    An order that stands again takes its use again; raises UsedUp when somebody else has it.
    """
    order = session.get_one(Order, order_id)
    reference = group_number(order.number)
    concerned = queries.promotions_of(order_id)
    if not concerned:
        return
    if end in CALLED_OFF:
        _give_back(order, concerned, now)
    elif start in CALLED_OFF:
        pricing.take_again(reference, concerned)


def _give_back(order: Order, concerned: set[int], now: datetime) -> None:
    reference = group_number(order.number)
    prices.hold_uses(reference)
    left = concerned - queries.promotions_still_used(order.group_id)
    pricing.give_back(reference, left, now)


def amend(order_id: int, now: datetime) -> None:
    """Units were called off: what went of each promotion with them is a row below zero.

    Order and lines say already what is left; the rows of the order's promotions follow. A use is
    given back with the last unit that bore the promotion.
    """
    order = session.get_one(Order, order_id)
    session.refresh(order, ["lines", "discounts"])
    left = {line.id: Off(line.discount, line.platform_discount) for line in order.lines}
    of_lines = sum(one.by_platform for one in left.values())
    delivery = Off(order.shipping_discount, order.platform_discount - of_lines)
    for line_id, held in _held_by_line(order.discounts).items():
        now_left = delivery if line_id is None else left.get(line_id, Off(0, 0))
        _note_lost(order_id, line_id, held, now_left)
    session.flush()  # what is still borne is asked of the database
    if concerned := queries.promotions_of(order_id):
        _give_back(order, concerned, now)


def _held_by_line(rows: Iterable[OrderDiscount]) -> dict[int | None, dict[Key, Off]]:
    """What each promotion takes off each line now; None: off the delivery."""
    found: dict[int | None, dict[Key, Off]] = {}
    for row in rows:
        held = found.setdefault(row.line_id, {})
        key = (row.promotion_id, row.name, row.code)
        before = held.get(key, Off(0, 0))
        held[key] = Off(before.amount + row.amount, before.by_platform + row.platform_amount)
    return found


def split(order_id: int, units: Mapping[int, int]) -> None:
    """What promotions took off a line follows its units to the lines it became, it first."""
    first, *others = units
    order = session.get_one(Order, order_id)
    session.refresh(order, ["lines", "discounts"])
    lines = {line.id: line for line in order.lines}
    held = _held_by_line(order.discounts).get(first, {})
    for line_id in others:
        off = Off(lines[line_id].discount, lines[line_id].platform_discount)
        parts = dict(zip(held, lose([*held.values()], off), strict=True))
        for key, part in parts.items():
            _note(order_id, line_id, key, part)
            _note(order_id, first, key, Off(-part.amount, -part.by_platform))
            left = held[key]
            held[key] = Off(left.amount - part.amount, left.by_platform - part.by_platform)


def _note_lost(order_id: int, line_id: int | None, held: dict[Key, Off], left: Off) -> None:
    lost = Off(
        sum(one.amount for one in held.values()) - left.amount,
        sum(one.by_platform for one in held.values()) - left.by_platform,
    )
    if lost.amount <= 0:
        return
    for key, gone in zip(held, lose([*held.values()], lost), strict=True):
        _note(order_id, line_id, key, Off(-gone.amount, -gone.by_platform))


def _note(order_id: int, line_id: int | None, key: Key, off: Off) -> None:
    if not off.amount:
        return
    promotion_id, name, code = key
    session.add(
        OrderDiscount(
            order_id=order_id,
            line_id=line_id,
            promotion_id=promotion_id,
            name=name,
            code=code,
            amount=off.amount,
            platform_amount=off.by_platform,
        )
    )
