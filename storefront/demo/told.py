"""What the invented buyers were told before they ordered."""

from datetime import datetime

from sqlalchemy import select

from catalog.kernel.db import session
from storefront.disclosures import service as disclosures
from storefront.disclosures.models import Disclosure
from storefront.disclosures.rules import Good, Part, Purchase
from storefront.orders.models import Order, OrderGroup
from storefront.orders.rules import OrderKind


def keep_what_was_told() -> None:
    """For every invented purchase that has none yet, as it was placed."""
    told = select(Disclosure.group_id)
    groups = session.scalars(select(OrderGroup).where(OrderGroup.id.not_in(told)))
    for group in groups.all():
        _keep(group, group.placed_at)


def _keep(group: OrderGroup, placed: datetime) -> None:
    goods = sum(order.items_total for order in group.orders)
    fees = sum(order.shipping_fee for order in group.orders)
    purchase = Purchase(
        parts=[_part(order) for order in group.orders],
        sums=[("Tiền hàng", goods), ("Phí giao hàng", fees)],
        total=goods + fees,
        place=f"{group.commune_name}, {group.province_name}",
        method=group.payment_method,
    )
    disclosures.keep(group, purchase, placed)


def _part(order: Order) -> Part:
    return Part(
        order.producer_id,
        [
            Good(f"{one.product_name}, {one.variant_name}", one.quantity, one.unit_price)
            for one in order.lines
        ],
        fee=order.shipping_fee,
        arrives=None if order.kind == OrderKind.VISIT else (order.promised_from, order.promised_to),
    )
