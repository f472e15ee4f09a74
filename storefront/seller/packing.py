"""What the seller packs next: each parcel with its hour, its photos and the one thing to do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from catalog.kernel.actor import Actor
from catalog.kernel.clock import local_date, midnight_after
from catalog.products.queries import first_pictures
from storefront.deadlines import queries as deadlines
from storefront.deadlines.rules import What
from storefront.inventory.queries import held_back_batches
from storefront.orders import joint
from storefront.orders import queries as orders
from storefront.orders.models import Order, OrderLine
from storefront.orders.rules import OrderStatus, PackBy, pack_by

SHOWN = 5


@dataclass(frozen=True)
class ToPack:
    """A parcel to be packed. `stopped`: its first line whose batch may not be sold any more;
    `fellows`: the other orders of its combo.
    """

    order: Order
    by: PackBy
    stopped: OrderLine | None
    pictures: Mapping[int, Any]
    fellows: Sequence[Order]

    @property
    def waits(self) -> bool:
        """Whether another packs it, or goods of its combo are still on their way."""
        return joint.waits(self.order, self.fellows)


def list_parcels(actor: Actor, now: datetime) -> list[ToPack]:
    """The next parcels of the actor's producer, in a fixed number of queries."""
    found = orders.list_to_pack(actor, SHOWN)
    lines = [line for order in found for line in order.lines]
    pictures = first_pictures({line.variant_id for line in lines})
    fellows = joint.list_fellows(found)
    stopped = held_back_batches([one.batch_id for one in lines if one.batch_id], local_date(now))
    span = deadlines.find(What.ORDER_PACK, local_date(now))
    return [
        ToPack(
            order=order,
            by=_pack_by(order, span.time if span else None),
            stopped=next((one for one in order.lines if one.batch_id in stopped), None),
            pictures=pictures,
            fellows=fellows[order.id],
        )
        for order in found
    ]


def _pack_by(order: Order, time: timedelta | None) -> PackBy:
    ready = [one.at for one in order.changes if one.to_status == OrderStatus.PLACED]
    day = order.leaves_on or order.promised_from
    return pack_by(
        max(ready, default=order.group.placed_at), midnight_after(day - timedelta(days=1)), time
    )
