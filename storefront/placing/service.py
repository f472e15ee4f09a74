"""Writes of placing: a purchase, its orders, further lines of an open one (checkout conducts)."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from catalog.kernel import codes
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from storefront.orders import numbers, queries
from storefront.orders.models import Order, OrderDiscount, OrderGroup, OrderLine, Recipient
from storefront.orders.rules import OrderStatus, Party
from storefront.orders.service import change_row
from storefront.orders.signals import order_placed
from storefront.payments.rules import Method, is_prepaid
from storefront.placing.rules import Buyer, NewLine, NewOrder, NewRecipient
from storefront.pricing.rules.quoting import Reason

MOST_NUMBERS_TRIED = 5
AS_PROMISED = (
    *("pickup", "goods_class", "leaves_on", "is_own_delivery", "min_age"),
    *("combo_sale_id", "packing_fee"),
)


def open_group(
    placement_key: str, buyer: Buyer, now: datetime, method: Method = Method.COD
) -> OrderGroup | None:
    """A new purchase with a number of its own; None when this form has placed one already.

    The unique key decides: of two posts of one form the later waits for the earlier here,
    before any stock is touched.
    """
    for _ in range(MOST_NUMBERS_TRIED):
        group = OrderGroup(
            number=numbers.make_number(now.year, codes.random_body(numbers.RANDOM_LENGTH)),
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


def add_recipient(group: OrderGroup, new: NewRecipient) -> Recipient:
    """Somebody other than the buyer who gets parcels of a purchase, or gets them as a gift."""
    row = Recipient(**asdict(new))
    group.recipients.append(row)
    session.flush()  # for the id its orders name
    return row


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
        lines=[_line_row(line) for line in new.lines],
        changes=[change_row(None, start, Party.BUYER, actor, None, now)],
    )
    group.orders.append(order)
    session.flush()  # for the ids that hang on it
    _note_discounts(order, order.lines, new.lines, new.fee_reasons)
    order_placed.send(None, order_id=order.id)
    return order


def add_lines(
    order: Order, new: Sequence[NewLine], fee_reasons: Sequence[Reason]
) -> list[OrderLine]:
    """Write further lines; the caller changes the order's amounts by as much."""
    rows = [_line_row(one) for one in new]
    for row in rows:
        row.order_id = order.id
    session.add_all(rows)
    session.flush()  # for the ids that hang on them
    _note_discounts(order, rows, new, fee_reasons)
    session.expire(order, ["lines", "discounts"])
    return rows


def _line_row(new: NewLine) -> OrderLine:
    """A line as it is stored; its order is the caller's business."""
    values = {name: value for name, value in vars(new).items() if name != "reasons"}
    return OrderLine(
        **values,
        line_total=new.total,
        discount=new.discount,
        platform_discount=new.platform_discount,
    )


def _note_discounts(
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
