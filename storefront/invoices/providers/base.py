"""What an e-invoice provider is asked, and what it may say. Amounts are whole đồng."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol


class NoAnswer(Exception):
    """Nobody knows whether the invoice was made: the same key is asked again later."""


class Rejected(Exception):
    """The provider made no invoice and says why; the buyer may correct the request."""


@dataclass(frozen=True)
class Item:
    """A line of an invoice; what was taken off is off already."""

    name: str
    quantity: int
    amount: int


@dataclass(frozen=True)
class Draft:
    """What is to be on the invoice. Tax rates are the provider's, by the seller's contract."""

    key: str
    order_number: str
    seller_name: str
    seller_tax_code: str | None
    company_name: str
    tax_code: str
    address: str
    email: str
    items: Sequence[Item]

    @property
    def total(self) -> int:
        return sum(one.amount for one in self.items)


@dataclass(frozen=True)
class Issued:
    """An invoice as the provider numbered it."""

    serial: str
    number: str
    issued_on: date


class InvoiceProvider(Protocol):
    """Makes invoices, or raises NoAnswer or Rejected. The same key again is the same invoice."""

    @property
    def name(self) -> str: ...

    def issue(self, draft: Draft) -> Issued: ...
