"""A bank transfer by VietQR: one code for the purchase, the goods are held for 20 minutes."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from storefront.payments import rules, service
from storefront.payments.models import Payment
from storefront.payments.rules import Method

MOST = 499_999_999
"""Instant transfers (NAPAS 24/7), which VietQR starts, end below 500 million đồng."""


class BankTransfer:
    """Offered where the operator has an account that receives; paid back by hand."""

    method = Method.VIETQR
    settled_by = "bank"
    waits: timedelta | None = rules.WAITS[Method.VIETQR]
    refunds = "by_hand"

    def __init__(self, account_id: int) -> None:
        self._account_id = account_id

    def allows(self, amount: int) -> bool:
        return 0 < amount <= MOST

    def open(self, reference: str, shares: Sequence[tuple[str, int]], now: datetime) -> Payment:
        return service.open_transfer(reference, shares, self._account_id, now)
