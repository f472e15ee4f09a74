"""What every way to pay is asked. One file for each; COD always answers.

allowed?  `allows()`; start: `open()`; settle: who says that the money is there, `settled_by`;
refund: `refunds`; explain: the words of `storefront.payments.labels`, by `method`. A partner on
whose page the buyer pays is asked more: storefront/payment_partners/providers/base.py.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from storefront.payments.models import Payment
from storefront.payments.rules import Method

Shares = Sequence[tuple[str, int]]
"""(number of an order, đồng)."""


class Provider(Protocol):
    """One way to pay."""

    method: Method
    settled_by: str
    """Who says that the money is there: the "seller", or the "bank" or the "partner" by a
    signed message or an answer, or an operator who looked at the account."""
    waits: timedelta | None
    """How long stock is held for the money; None: it is promised at once."""
    refunds: str
    """How money goes back: "never_held", "by_hand" as a task for an operator, or "by_partner"
    when an operator says so."""

    def allows(self, amount: int) -> bool:
        """Whether a purchase of so many đồng may be paid this way now."""
        ...

    def open(self, reference: str, shares: Shares, now: datetime) -> Payment:
        """What the purchase owes, written in the running transaction; calls nobody."""
        ...
