"""The chart of accounts, and what an entry must be. Pure.

Amounts are whole đồng: above zero a debit, below zero a credit.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from storefront.payments.rules import HELD_BY_PLATFORM, HELD_BY_SELLER


class Side(StrEnum):
    """What an account is; it says on which side it usually stands."""

    ASSET = "asset"
    LIABILITY = "liability"
    INCOME = "income"
    EXPENSE = "expense"


class Account(StrEnum):
    """Where đồng can be."""

    BUYERS = "buyers"
    CLEARING = "clearing"
    BANK = "bank"
    ORDERS = "orders"
    SELLERS = "sellers"
    PAYOUTS = "payouts"
    COMMISSION = "commission"
    PROMOTIONS = "promotions"
    FEE_VAT = "fee_vat"
    WITHHELD_VAT = "withheld_vat"
    WITHHELD_PIT = "withheld_pit"
    LOSSES = "losses"


CHART: dict[Account, Side] = {
    Account.BUYERS: Side.ASSET,  # what buyers still owe for orders
    Account.CLEARING: Side.ASSET,  # at a payment partner or carrier, by partner
    Account.BANK: Side.ASSET,
    Account.ORDERS: Side.LIABILITY,  # placed, not yet delivered
    Account.SELLERS: Side.LIABILITY,  # owed to a seller; a debit: the seller owes
    Account.PAYOUTS: Side.LIABILITY,  # ordered at the bank, not yet confirmed, by seller
    Account.COMMISSION: Side.INCOME,
    Account.PROMOTIONS: Side.EXPENSE,  # what the platform pays of discounts
    Account.FEE_VAT: Side.LIABILITY,
    Account.WITHHELD_VAT: Side.LIABILITY,
    Account.WITHHELD_PIT: Side.LIABILITY,
    Account.LOSSES: Side.EXPENSE,  # taken back by card holders' banks
}
"""The chart of accounts, in the order of the trial balance."""

OF_A_SELLER = frozenset({Account.SELLERS, Account.PAYOUTS})
OF_A_PARTNER = frozenset({Account.CLEARING})


class EntryKind(StrEnum):
    """Why an entry was made."""

    PLACED = "placed"
    AMENDED = "amended"
    CALLED_OFF = "called_off"
    RECEIVED = "received"
    REFUNDED = "refunded"
    EARNED = "earned"
    RETURNED = "returned"
    SUBSIDY = "subsidy"
    SUBSIDY_RETURNED = "subsidy_returned"
    PACKING = "packing"
    PACKING_RETURNED = "packing_returned"
    FEE = "fee"
    FEE_RETURNED = "fee_returned"
    TAX = "tax"
    TAX_RETURNED = "tax_returned"
    PAYOUT_MADE = "payout_made"
    PAYOUT_PAID = "payout_paid"
    PAYOUT_FAILED = "payout_failed"
    PAID_IN = "paid_in"
    SETTLED = "settled"
    LOST = "lost"


LONGEST_REFERENCE = 60
LARGEST_SETTLEMENT = 100_000_000_000


@dataclass(frozen=True)
class Line:
    """One account of an entry; `producer_id` or `partner` where the account asks for one."""

    account: Account
    amount: int
    producer_id: int | None = None
    partner: str | None = None


def find_fault(lines: Iterable[Line]) -> str | None:
    """Why these lines are no entry, in words for a log; None when they are one."""
    given = list(lines)
    if len(given) < 2 or not all(line.amount for line in given):
        return "an entry has two or more lines and none of zero đồng"
    if sum(line.amount for line in given):
        return f"the lines add up to {sum(line.amount for line in given)}, not to zero"
    for line in given:
        if (line.account in OF_A_SELLER) != (line.producer_id is not None):
            return f"{line.account} and its seller do not fit"
        if (line.account in OF_A_PARTNER) != (line.partner is not None):
            return f"{line.account} and its partner do not fit"
    return None


def without_zeros(*lines: Line) -> list[Line]:
    """The lines that move anything."""
    return [line for line in lines if line.amount]


def turned(lines: Iterable[Line]) -> list[Line]:
    """The same lines the other way round: what takes an entry back."""
    return [Line(one.account, -one.amount, one.producer_id, one.partner) for one in lines]


def held_by(holder: str, amount: int, producer_id: int) -> Line:
    """Where a buyer's money is: what a seller has in hand counts against what is owed to it."""
    if holder == HELD_BY_SELLER:
        return Line(Account.SELLERS, amount, producer_id=producer_id)
    if holder == HELD_BY_PLATFORM:
        return Line(Account.BANK, amount)
    return Line(Account.CLEARING, amount, partner=holder)


def packing(amount: int, producer_id: int, packer_id: int) -> list[Line]:
    """What a seller whose goods are in a combo owes whoever packs it."""
    return [
        Line(Account.SELLERS, amount, producer_id=producer_id),
        Line(Account.SELLERS, -amount, producer_id=packer_id),
    ]


def subsidy(amount: int, producer_id: int) -> list[Line]:
    """What the platform pays of a discount: its cost, and owed to the seller."""
    return [
        Line(Account.PROMOTIONS, amount),
        Line(Account.SELLERS, -amount, producer_id=producer_id),
    ]


def subsidy_due_back(subsidy_paid: int, returned: int, total: int) -> int:
    """How much of it belongs to the platform again now that so much of the total went back."""
    if not total:
        return 0
    return (2 * subsidy_paid * min(returned, total) + total) // (2 * total)
