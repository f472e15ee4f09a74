"""What an entry must be."""

import pytest

from storefront.journal import rules
from storefront.journal.labels import ACCOUNT, ENTRY
from storefront.journal.rules import CHART, Account, EntryKind, Line

BUYER, ORDER = Line(Account.BUYERS, 5), Line(Account.ORDERS, -5)


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        ([BUYER, ORDER], None),
        ([BUYER, ORDER, Line(Account.BANK, 0)], "none of zero"),
        ([BUYER], "two or more"),
        ([], "two or more"),
        ([BUYER, Line(Account.ORDERS, -4)], "add up to 1"),
        ([BUYER, Line(Account.SELLERS, -5)], "seller do not fit"),
        ([BUYER, Line(Account.SELLERS, -5, producer_id=1)], None),
        ([BUYER, Line(Account.ORDERS, -5, producer_id=1)], "seller do not fit"),
        ([BUYER, Line(Account.CLEARING, -5)], "partner do not fit"),
        ([Line(Account.CLEARING, 5, partner="payos"), ORDER], None),
    ],
)
def test_an_entry_balances_and_says_whom_it_concerns(lines: list[Line], fault: str | None) -> None:
    found = rules.find_fault(lines)
    assert found is None if fault is None else fault in str(found)


def test_turning_twice_changes_nothing() -> None:
    lines = [BUYER, Line(Account.SELLERS, -5, producer_id=3)]
    assert rules.turned(rules.turned(lines)) == lines
    assert sum(one.amount for one in lines + rules.turned(lines)) == 0


def test_what_a_seller_holds_counts_against_what_is_owed_to_it() -> None:
    assert rules.held_by("seller", 7, 3) == Line(Account.SELLERS, 7, producer_id=3)
    assert rules.held_by("payos", 7, 3) == Line(Account.CLEARING, 7, partner="payos")


def test_every_account_and_kind_has_its_words() -> None:
    assert set(CHART) == set(Account) == set(ACCOUNT)
    assert set(EntryKind) == set(ENTRY)
