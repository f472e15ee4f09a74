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
from storefront.inventory.rules import HeldBack
from storefront.orders import joint
from storefront.orders.models import Order, OrderLine
from storefront.orders.rules import OrderStatus
from storefront.packing.queries import list_to_pack
from storefront.packing.rules import PackBy, pack_by

SHOWN = 5


@dataclass(frozen=True)
class ToPack:
    """A parcel to be packed. `held_back`: the batches that may not leave the house, and why;
    `fellows`: the other orders of its combo.
    """

    order: Order
    by: PackBy
    held_back: Mapping[int, HeldBack]
    pictures: Mapping[int, Any]
    fellows: Sequence[Order]

    @property
    def stopped(self) -> OrderLine | None:
        """Its first own line whose batch may not be sold any more."""
        return next((one for one in self.order.lines if one.batch_id in self.held_back), None)

    @property
    def stopped_elsewhere(self) -> list[Order]:
        """The orders of others in its combo that wait for another batch."""
        others = [] if self.order.is_packed_by_other else self.fellows
        return [one for one in others if any(line.batch_id in self.held_back for line in one.lines)]

    @property
    def waits(self) -> bool:
        """Whether another packs it, or goods of its combo are still on their way."""
        return joint.waits(self.order, self.fellows)


def list_parcels(actor: Actor, now: datetime) -> list[ToPack]:
    """The next parcels of the actor's producer, in a fixed number of queries."""
    found = list_to_pack(actor, SHOWN)
    pictures = first_pictures({line.variant_id for order in found for line in order.lines})
    fellows = joint.list_fellows(found)
    inside = [one for order in found for one in (order, *fellows[order.id])]
    batch_ids = {line.batch_id for one in inside for line in one.lines if line.batch_id}
    held_back = held_back_batches(batch_ids, local_date(now))
    span = deadlines.find(What.ORDER_PACK, local_date(now))
    return [
        ToPack(
            order=order,
            by=_pack_by(order, span.time if span else None),
            held_back=held_back,
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
