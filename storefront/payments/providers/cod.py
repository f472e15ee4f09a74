"""Cash on delivery: each seller's parcel is paid to whoever brings it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from storefront.payments import service
from storefront.payments.models import Payment
from storefront.payments.rules import HELD_BY_SELLER, Method


class CashOnDelivery:
    """Offered for every amount; the shop never holds the money, so nothing goes back."""

    method = Method.COD
    settled_by = HELD_BY_SELLER
    waits: timedelta | None = None
    refunds = "never_held"

    def allows(self, amount: int) -> bool:
        return amount >= 0

    def open(self, reference: str, shares: Sequence[tuple[str, int]], now: datetime) -> Payment:
        return service.open_cod(reference, shares, now)
