"""How long a consent holds, and what it never gives."""

from datetime import UTC, date, datetime

import pytest

from storefront.assistance import rules
from storefront.assistance.rules import Scope

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)


@pytest.mark.parametrize(
    ("today", "ended", "holds"),
    [
        (date(2026, 10, 31), None, False),
        (FIRST, None, True),
        (LAST, None, True),
        (date(2026, 12, 1), None, False),
        (FIRST, datetime(2026, 11, 1, tzinfo=UTC), False),
    ],
)
def test_a_consent_holds_between_its_days_until_it_ends(
    today: date, ended: datetime | None, holds: bool
) -> None:
    assert rules.holds(FIRST, LAST, ended, today) is holds


@pytest.mark.parametrize(
    ("first", "last", "fits"),
    [
        (FIRST, LAST, True),
        (FIRST, FIRST, True),
        (LAST, FIRST, False),
        (date(2026, 9, 1), date(2026, 10, 1), False),
        (FIRST, date(2027, 11, 2), True),
        (FIRST, date(2027, 11, 3), False),
    ],
)
def test_nobody_agrees_to_the_past_or_for_ever(first: date, last: date, fits: bool) -> None:
    assert rules.are_fitting(first, last, FIRST) is fits


@pytest.mark.parametrize("scope", Scope)
def test_money_people_and_help_itself_are_never_given(scope: Scope) -> None:
    given = {name.partition(".")[0] for name in rules.PERMISSIONS[scope]}
    assert not given & {"payouts", "members", "assistance", "accounts", "exports", "desk"}
