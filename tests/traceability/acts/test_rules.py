"""When an act was done, told by a phone whose clock may be wrong."""

from datetime import UTC, datetime, timedelta

import pytest

from traceability.acts import rules
from traceability.acts.rules import Claim, Doubt, Sent

ARRIVED = datetime(2026, 11, 22, 9, tzinfo=UTC)  # four in the afternoon in Vietnam
HOUR, DAY, MINUTE = timedelta(hours=1), timedelta(days=1), timedelta(minutes=1)


@pytest.mark.parametrize(
    ("ago", "ahead", "doubt"),
    [
        (HOUR * 6, timedelta(0), None),
        (DAY * 13, timedelta(0), None),
        (HOUR * 6, MINUTE, None),  # a clock a minute fast
        (HOUR * 6, HOUR * 2, None),  # two hours fast names the same day
        (HOUR * 1, -HOUR * 3, None),
        (HOUR * 6, DAY, Doubt.OTHER_DAY),
        (HOUR * 6, -DAY, Doubt.OTHER_DAY),
        (HOUR * 1, HOUR * 10, Doubt.OTHER_DAY),  # the evening became the morning after
        (-HOUR, timedelta(0), Doubt.FUTURE),
        (-MINUTE, timedelta(0), None),
        (DAY * 15, timedelta(0), Doubt.LONG_AGO),
        (DAY * 15, DAY * 400, Doubt.LONG_AGO),
    ],
)
def test_the_time_is_put_right_and_a_doubtful_day_noticed(
    ago: timedelta, ahead: timedelta, doubt: Doubt | None
) -> None:
    claim = Claim(acted_at=ARRIVED - ago + ahead, sent_at=ARRIVED + ahead)
    time = rules.judge(claim, ARRIVED)
    assert (time.acted_at, time.ahead, time.doubt) == (ARRIVED - ago, ahead, doubt)


def test_what_is_doubtful_or_never_waited_has_no_moment() -> None:
    fits = Claim(ARRIVED - HOUR, ARRIVED)
    assert rules.acted_at(Sent("a", fits), ARRIVED) == ARRIVED - HOUR
    assert rules.acted_at(Sent("a"), ARRIVED) is None
    wrong = Claim(ARRIVED - HOUR + DAY, ARRIVED + DAY)
    assert rules.acted_at(Sent("a", wrong, is_sure=True), ARRIVED) is None


def test_a_moment_just_ahead_is_kept_as_now() -> None:
    claim = Claim(ARRIVED + MINUTE, ARRIVED)
    assert rules.acted_at(Sent("a", claim), ARRIVED) == ARRIVED
