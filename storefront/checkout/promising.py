"""Taking what a purchase was promised ahead: seats and harvests, at most so many per buyer."""

from collections import Counter
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from catalog.kernel.db import session
from catalog.places.models import Commune
from catalog.producers.models import Producer
from storefront.basket.rules.parts import BasketView
from storefront.checkout.errors import SoldOutMeanwhile, TooManyForOne
from storefront.orders.models import Order, OrderGroup
from storefront.quotas import queries as quotas
from storefront.quotas import service
from storefront.quotas.errors import QuotaTaken
from storefront.quotas.models import QuotaClaim


def meeting_commune(basket: BasketView) -> Commune | None:
    """Where the guests of a basket of nothing but visits go: no address is asked for then."""
    visits = [part.promise for part in basket.sellers if part.promise and part.promise.is_visit]
    if not visits or len(visits) < len(basket.sellers):
        return None
    return session.scalar(
        select(Commune)
        .join(Producer, Producer.commune_code == Commune.code)
        .where(Producer.id == visits[0].producer_id)
        .options(joinedload(Commune.province))
    )


def claim(group: OrderGroup, now: datetime) -> None:
    """Claim the units of every quota the orders of a purchase name, in the order of their ids.

    Raises SoldOutMeanwhile, or TooManyForOne for a buyer who has had some already. The buyer's
    own claims are counted after the conditional UPDATE holds the quota, so two purchases of one
    buyer queue up.
    """
    units = Counter[tuple[int, str]]()
    for order in group.orders:
        for line in order.lines:
            if line.quota_id:
                units[line.quota_id, order.number] += line.quantity
    for (quota_id, number), quantity in sorted(units.items()):
        try:
            service.claim(quota_id, quantity, number, now)
        except QuotaTaken as error:
            raise SoldOutMeanwhile from error
        most = quotas.get_promise(quota_id, now).most_per_buyer
        if most is not None and _claimed_by(group.phone, quota_id, now) > most:
            raise TooManyForOne(most)


def _claimed_by(phone: str, quota_id: int, now: datetime) -> int:
    """Units of a quota that count at this moment for whoever ordered with this phone."""
    query = (
        select(func.coalesce(func.sum(QuotaClaim.quantity), 0))
        .join(Order, Order.number == QuotaClaim.document)
        .join(OrderGroup, OrderGroup.id == Order.group_id)
        .where(
            OrderGroup.phone == phone, QuotaClaim.quota_id == quota_id, quotas.living_claims(now)
        )
    )
    return int(session.scalar(query) or 0)
