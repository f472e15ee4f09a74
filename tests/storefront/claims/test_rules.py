"""Who may do what with a claim, and when."""

from datetime import UTC, datetime, timedelta

import pytest

from catalog.kernel import codes
from storefront.claims import rules
from storefront.claims.labels import KIND, OUTCOME, STATUS
from storefront.claims.rules import Bought, ClaimKind, ClaimStatus, Outcome
from storefront.orders.rules import Party

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
SOON, PAST = NOW + timedelta(hours=1), NOW - timedelta(hours=1)
S = ClaimStatus


@pytest.mark.parametrize(
    ("start", "end", "by", "due_at", "may"),
    [
        (S.ASKED, S.REFUNDING, Party.SELLER, SOON, True),
        (S.ASKED, S.REFUNDING, Party.SELLER, PAST, False),  # silence went to the operator
        (S.ASKED, S.REFUNDING, Party.BUYER, SOON, False),
        (S.ASKED, S.REFUNDING, Party.SYSTEM, PAST, False),  # nothing is granted by the clock
        (S.ASKED, S.ESCALATED, Party.SYSTEM, SOON, False),
        (S.ASKED, S.ESCALATED, Party.SYSTEM, PAST, True),
        (S.ASKED, S.ESCALATED, Party.BUYER, SOON, False),
        (S.ASKED, S.WITHDRAWN, Party.BUYER, PAST, True),
        (S.REFUSED, S.ESCALATED, Party.BUYER, SOON, True),
        (S.REFUSED, S.ESCALATED, Party.BUYER, PAST, False),
        (S.REFUSED, S.REFUNDING, Party.SELLER, SOON, False),
        (S.ESCALATED, S.REFUNDING, Party.SELLER, SOON, False),
        (S.ESCALATED, S.REFUNDING, Party.OPERATOR, PAST, True),
        (S.ESCALATED, S.REJECTED, Party.OPERATOR, SOON, True),
        (S.AWAITING_RETURN, S.LAPSED, Party.SYSTEM, PAST, True),
        (S.AWAITING_RETURN, S.LAPSED, Party.SYSTEM, SOON, False),
        (S.SENT_BACK, S.LAPSED, Party.SYSTEM, PAST, False),  # who sent goods loses nothing
        (S.REFUNDED, S.REFUNDING, Party.OPERATOR, SOON, False),
        (S.REJECTED, S.ESCALATED, Party.BUYER, SOON, False),
    ],
)
def test_what_is_not_in_the_table_cannot_happen(
    start: ClaimStatus, end: ClaimStatus, by: Party, due_at: datetime, may: bool
) -> None:
    assert (rules.find_transition(start, end, by, due_at, NOW) is not None) == may


def test_no_change_leads_out_of_what_is_closed() -> None:
    assert not [one for one in rules.TRANSITIONS if one.start in rules.CLOSED]


@pytest.mark.parametrize(
    ("status", "due_at", "decides"),
    [
        (S.ESCALATED, SOON, True),
        (S.ASKED, SOON, False),
        (S.ASKED, PAST, True),
        (S.REFUNDING, None, False),
        (S.REFUSED, PAST, False),
    ],
)
def test_the_operator_decides_what_was_brought_or_let_lie(
    status: ClaimStatus, due_at: datetime | None, decides: bool
) -> None:
    assert rules.is_for_operator(status, due_at, NOW) == decides


@pytest.mark.parametrize(
    ("outcome", "by", "end"),
    [
        (Outcome.REFUSE, Party.SELLER, S.REFUSED),
        (Outcome.REFUSE, Party.OPERATOR, S.REJECTED),
        (Outcome.RETURN, Party.SELLER, S.AWAITING_RETURN),
        (Outcome.REPLACE, Party.OPERATOR, S.REPLACING),
    ],
)
def test_answers_lead_somewhere(outcome: Outcome, by: Party, end: ClaimStatus) -> None:
    assert rules.end_of(outcome, by) == end


BOUGHT = [Bought(1, 2, 190_000), Bought(2, 1, 50_000)]


@pytest.mark.parametrize(
    ("wanted", "left", "is_fault", "amount"),
    [
        ({1: 1}, 270_000, True, 95_000),
        ({1: 2, 2: 1}, 270_000, True, 270_000),  # all of it: with the delivery fee
        ({1: 2, 2: 1}, 270_000, False, 240_000),
        ({1: 2}, 100_000, True, 100_000),
        ({}, 270_000, True, 0),
    ],
)
def test_what_a_refund_comes_to(
    wanted: dict[int, int], left: int, is_fault: bool, amount: int
) -> None:
    assert rules.suggested(BOUGHT, wanted, 30_000, left, is_fault=is_fault) == amount


def test_what_was_taken_off_is_not_given_back() -> None:
    assert [Bought(1, 3, 100_000).paid_for(units) for units in (1, 2, 3)] == [
        33_333,
        66_667,
        100_000,
    ]


def test_numbers_can_be_read_back() -> None:
    assert codes.has_valid_check(rules.make_number(2026, "7K2Q9M"))


def test_everything_has_words() -> None:
    assert (set(KIND), set(STATUS), set(OUTCOME)) == (
        set(ClaimKind),
        set(ClaimStatus),
        set(Outcome),
    )
