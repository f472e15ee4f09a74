"""When a complaint is late, and when it may be decided."""

from datetime import UTC, datetime, timedelta

import pytest

from storefront.complaints import rules
from storefront.complaints.labels import ACT, KIND, OUTCOME, SIDE, STATE
from storefront.complaints.rules import Act, Clocks, ComplaintKind, ComplaintState, Outcome, Side

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
SOON, PAST = NOW + timedelta(hours=1), NOW - timedelta(hours=1)


@pytest.mark.parametrize(
    ("state", "acknowledge_by", "resolve_by", "due", "late"),
    [
        ("received", SOON, SOON + timedelta(days=1), SOON, False),
        ("received", PAST, SOON, PAST, True),
        ("received", SOON, PAST, PAST, True),
        ("acknowledged", PAST, SOON, SOON, False),
        ("acknowledged", PAST, PAST, PAST, True),
        ("resolved", PAST, PAST, None, False),
    ],
)
def test_the_next_thing_owed_has_a_time(
    state: str, acknowledge_by: datetime, resolve_by: datetime, due: datetime | None, late: bool
) -> None:
    clocks = Clocks(state, acknowledge_by, resolve_by)
    assert (clocks.due_at(), clocks.is_late(NOW)) == (due, late)


@pytest.mark.parametrize(
    ("has_seller", "heard_at", "answer_by", "may"),
    [
        (False, None, None, True),
        (True, None, None, False),
        (True, None, SOON, False),
        (True, None, PAST, True),
        (True, PAST, SOON, True),
    ],
)
def test_a_seller_is_heard_or_was_asked_in_vain(
    has_seller: bool, heard_at: datetime | None, answer_by: datetime | None, may: bool
) -> None:
    assert (
        rules.both_heard(has_seller=has_seller, heard_at=heard_at, answer_by=answer_by, now=NOW)
        == may
    )


def test_a_key_opens_its_own_complaint_alone() -> None:
    key = rules.sign("KN26AAAAAAA", "secret")
    assert rules.is_signed("KN26AAAAAAA", key, "secret")
    assert not rules.is_signed("KN26BBBBBBB", key, "secret")
    assert not rules.is_signed("KN26AAAAAAA", "", "secret")


def test_everything_has_words() -> None:
    assert (set(KIND), set(STATE), set(OUTCOME), set(SIDE), set(ACT)) == (
        set(ComplaintKind),
        set(ComplaintState),
        set(Outcome),
        set(Side),
        set(Act),
    )
