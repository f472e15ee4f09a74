"""Ways to pay. Each file is one; all are asked the same questions, and COD always answers.

allowed?  `refusal()`; start: `open()`; settle: who says that the money is there, `settled_by`;
refund: `refunds`; explain: the words of `storefront.payments.labels`, by `method`.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Protocol

from storefront.payments import queries
from storefront.payments.errors import MethodNotOffered
from storefront.payments.models import Payment
from storefront.payments.providers.cod import CashOnDelivery
from storefront.payments.providers.vietqr import BankTransfer
from storefront.payments.rules import Method

Shares = Sequence[tuple[str, int]]
"""(number of an order, đồng)."""


class Provider(Protocol):
    """One way to pay."""

    method: Method
    settled_by: str
    """Who says that the money is there: the "seller", or the "bank" by a signed message or an
    operator who looked at the account."""
    waits: timedelta | None
    """How long stock is held for the money; None: it is promised at once."""
    refunds: str
    """How money goes back: "never_held", or "by_hand" as a task for an operator."""

    def allows(self, amount: int) -> bool:
        """Whether a purchase of so many đồng may be paid this way now."""
        ...

    def open(self, reference: str, shares: Shares, now: datetime) -> Payment:
        """What the purchase owes, written in the running transaction; calls nobody."""
        ...


def offered(amount: int, on: date) -> list[Provider]:
    """The ways to pay so much on that day, the usual one first."""
    account = queries.find_account(on)
    ways: list[Provider] = [CashOnDelivery()]
    if account is not None:
        ways.append(BankTransfer(account.id))
    return [way for way in ways if way.allows(amount)]


def get(method: str, amount: int, on: date) -> Provider:
    """The way a buyer chose; raises MethodNotOffered when it is not to be had."""
    for way in offered(amount, on):
        if way.method == method:
            return way
    raise MethodNotOffered
