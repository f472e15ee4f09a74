"""Goods sent anew: a further order of the same purchase with nothing to pay.

It is packed, followed and recalled as every order; so its batch is never unknown.
"""

from datetime import datetime, timedelta

from catalog.certification.queries import standing_for
from catalog.kernel.actor import Actor
from catalog.kernel.clock import local_date
from catalog.kernel.db import session
from storefront.claims.errors import NoneLeft
from storefront.claims.models import Claim
from storefront.inventory import service as inventory
from storefront.inventory.errors import SoldOut
from storefront.inventory.rules import Pick
from storefront.orders import service as orders
from storefront.orders.models import Order, OrderLine
from storefront.orders.rules import OrderStatus
from storefront.orders.service import NewLine, NewOrder, Seller
from storefront.payments import service as payments


def order_again(claim: Claim, actor: Actor, now: datetime) -> Order:
    """Order the claimed units once more, promised as fast as the first time. Raises NoneLeft."""
    first = claim.order
    on = local_date(now)
    took = (first.promised_to - local_date(first.group.placed_at)).days
    arrives = on + timedelta(days=max(took, 0))
    units: dict[int, int] = {}
    for one in claim.lines:
        variant_id = one.line.variant_id
        units[variant_id] = units.get(variant_id, 0) + one.quantity
    wanted = {variant_id: (count, arrives) for variant_id, count in units.items()}
    try:
        picked = inventory.allocate(actor, wanted, claim.number, now)
    except SoldOut as error:
        raise NoneLeft from error
    lines = {one.line.variant_id: one.line for one in claim.lines}
    products = {line.variant.product_id for line in lines.values()}
    standings = standing_for(sorted(products), on)
    order = orders.add_order(
        first.group,
        NewOrder(
            seller=Seller(
                first.producer_id, first.seller_name, first.seller_place, first.seller_phone
            ),
            lines=[
                _line(
                    lines[variant_id], pick, standings[lines[variant_id].variant.product_id].stars
                )
                for variant_id, picks in picked.items()
                for pick in picks
            ],
            shipping_fee=0,
            weight_g=sum(lines[one].variant.weight_g * count for one, count in units.items()),
            promised_from=on + (first.promised_from - local_date(first.group.placed_at)),
            promised_to=arrives,
            pickup=first.pickup,
        ),
        actor,
        now,
        start=OrderStatus.PLACED,
    )
    payments.add_free_share(first.group.number, order.number, now)
    session.flush()
    return order


def _line(old: OrderLine, pick: Pick, stars: int) -> NewLine:
    return NewLine(
        stock_item_id=pick.stock.item_id,
        variant_id=old.variant_id,
        batch_id=pick.stock.batch_id,
        product_name=old.product_name,
        product_slug=old.product_slug,
        variant_name=old.variant_name,
        batch_code=pick.stock.code,
        best_before=pick.stock.best_before,
        stars=stars,
        quantity=pick.quantity,
        unit_price=0,
    )
