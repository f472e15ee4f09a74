"""Ways to pay that need nobody but a bank: what is offered, and which one a buyer chose."""

from datetime import date

from storefront.payments import queries
from storefront.payments.providers.base import Provider
from storefront.payments.providers.cod import CashOnDelivery
from storefront.payments.providers.vietqr import BankTransfer

__all__ = ["Provider", "offered"]


def offered(amount: int, on: date) -> list[Provider]:
    """The ways to pay so much on that day, the usual one first."""
    account = queries.find_account(on)
    ways: list[Provider] = [CashOnDelivery()]
    if account is not None:
        ways.append(BankTransfer(account.id))
    return [way for way in ways if way.allows(amount)]
