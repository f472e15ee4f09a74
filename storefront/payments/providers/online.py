"""Payment on a partner's page: the goods are held while it is open; the partner pays back."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from storefront.payments import rules, service
from storefront.payments.models import Payment
from storefront.payments.rules import Method


class OnlinePayment:
    """Offered for what the partner takes in one payment."""

    settled_by = "partner"
    refunds = "by_partner"

    def __init__(self, method: Method, least: int, most: int) -> None:
        self.method = method
        self.waits: timedelta | None = rules.WAITS[method]
        self._least, self._most = least, most

    def allows(self, amount: int) -> bool:
        return self._least <= amount <= self._most

    def open(self, reference: str, shares: Sequence[tuple[str, int]], now: datetime) -> Payment:
        return service.open_online(reference, shares, self.method, now)
