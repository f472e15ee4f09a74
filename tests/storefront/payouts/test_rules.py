"""When an account may be paid to, and what a bank takes."""

from datetime import UTC, datetime, timedelta

import pytest

from storefront.payouts import rules
from storefront.payouts.labels import HELD, STATE
from storefront.payouts.rules import AccountFacts, Held, PayoutState

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
DAY = timedelta(hours=24)
GOOD = AccountFacts(is_verified=True, usable_from=NOW)


@pytest.mark.parametrize(
    ("account", "amount", "held"),
    [
        (GOOD, 1, None),
        (GOOD, 0, Held.NOTHING_OWED),
        (GOOD, -5, Held.NOTHING_OWED),
        (None, 1, Held.NO_ACCOUNT),
        (AccountFacts(is_verified=False, usable_from=NOW), 1, Held.NOT_VERIFIED),
        (
            AccountFacts(is_verified=True, usable_from=NOW + timedelta(seconds=1)),
            1,
            Held.JUST_CHANGED,
        ),
    ],
)
def test_who_is_paid(account: AccountFacts | None, amount: int, held: Held | None) -> None:
    assert rules.why_held(account, amount, NOW) == held


def test_a_changed_account_waits() -> None:
    assert rules.usable_from(NOW, None, DAY) == NOW + DAY


def test_a_changed_account_waits_as_long_as_a_changed_number() -> None:
    later = NOW + timedelta(hours=47)
    assert rules.usable_from(NOW, later, DAY) == later
    soon = NOW + timedelta(hours=1)
    assert rules.usable_from(NOW, soon, DAY) == NOW + DAY


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0123 456.789", "0123456789"),
        ("loc-0012", "LOC0012"),
        ("123", None),
        ("1" * 20, None),
        ("12;34", None),
        ("=1+1", None),
        ("", None),
    ],
)
def test_account_numbers(typed: str, number: str | None) -> None:
    assert rules.read_account(typed) == number


def test_banks_read_capitals_without_accents() -> None:
    assert rules.bank_words("  Đặng Thị  Hoà–Ba ") == "DANG THI HOA BA"
    assert rules.bank_words("…") == ""


def test_words() -> None:
    assert set(HELD) == set(Held)
    assert set(STATE) == set(PayoutState)
