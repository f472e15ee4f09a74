"""What a recognition is worth on a day."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.certification import labels, rules
from catalog.certification.rules import Deadlines, EvidenceGrade, Fact, Reason, Status

IN_2026 = Deadlines(validity_months=36, window_opens=180, window_closes=120, grace=180)
FACT = Fact(
    id=1,
    product_id=1,
    stars=4,
    decision_number="437/QĐ-UBND",
    decision_date=date(2024, 9, 19),
    year=2024,
    issuer_name=None,
    issuer_level="province",
    valid_from=date(2024, 9, 19),
    valid_to=date(2027, 9, 19),
    validity_months=36,
    has_transition_grace=False,
    evidence_grade=EvidenceGrade.DECISION,
    evidence_source=None,
    revoked_on=None,
    revocation_decision=None,
    revocation_ground=None,
)
END = date(2027, 9, 19)
ONLY_A_YEAR = replace(FACT, decision_date=None, valid_from=None, valid_to=None, year=2022)


@pytest.mark.parametrize(
    ("start", "months", "last"),
    [
        (date(2024, 9, 19), 36, date(2027, 9, 19)),
        (date(2023, 8, 31), 36, date(2026, 8, 31)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2022, 8, 31), 6, date(2023, 2, 28)),
        (date(2024, 2, 29), 36, date(2027, 2, 28)),
        (date(2025, 12, 31), 2, date(2026, 2, 28)),
        (date(2025, 12, 1), 1, date(2026, 1, 1)),
    ],
)
def test_months_are_calendar_months_cut_to_the_end_of_the_month(
    start: date, months: int, last: date
) -> None:
    assert rules.last_valid_day(start, months) == last


@given(st.dates(date(2018, 1, 1), date(2050, 1, 1)), st.integers(1, 60))
def test_the_end_is_in_the_month_that_many_months_on(start: date, months: int) -> None:
    last = rules.last_valid_day(start, months)
    assert (last.year - start.year) * 12 + last.month - start.month == months
    assert last.day <= start.day


@pytest.mark.parametrize(
    ("days_to_the_end", "status", "stars"),
    [
        (181, Status.VALID, 4),
        (180, Status.IN_WINDOW, 4),
        (120, Status.IN_WINDOW, 4),
        (119, Status.LATE, 4),
        (0, Status.LATE, 4),
        (-1, Status.EXPIRED, 0),
        (-180, Status.EXPIRED, 0),
    ],
)
def test_status_by_days_to_the_end(days_to_the_end: int, status: Status, stars: int) -> None:
    found = rules.standing([FACT], END - timedelta(days_to_the_end), IN_2026)
    assert (found.status, found.stars) == (status, stars)


@pytest.mark.parametrize(
    ("days_after", "status"),
    [(0, Status.LATE), (1, Status.GRACE), (180, Status.GRACE), (181, Status.EXPIRED)],
)
def test_the_transition_runs_180_days_on(days_after: int, status: Status) -> None:
    fact = replace(FACT, has_transition_grace=True)
    assert rules.standing([fact], END + timedelta(days_after), IN_2026).status is status


def test_without_a_rule_there_is_no_window_and_no_grace() -> None:
    fact = replace(FACT, has_transition_grace=True)
    assert rules.standing([fact], END, Deadlines()).status is Status.VALID
    assert rules.standing([fact], END + timedelta(1), Deadlines()).status is Status.EXPIRED


@pytest.mark.parametrize(
    ("change", "on", "status", "reason"),
    [
        ({}, date(2024, 9, 18), Status.NOT_RECOGNISED, Reason.NOT_YET),
        ({}, date(2024, 9, 19), Status.VALID, Reason.VALID_TO),
        ({"revoked_on": date(2026, 5, 1)}, date(2026, 4, 30), Status.VALID, Reason.VALID_TO),
        ({"revoked_on": date(2026, 5, 1)}, date(2026, 5, 1), Status.REVOKED, Reason.REVOKED),
        ({"revoked_on": date(2026, 5, 1)}, date(2029, 5, 1), Status.REVOKED, Reason.REVOKED),
        ({"evidence_grade": "press"}, date(2026, 1, 1), Status.VALID, Reason.VALID_TO),
        ({"evidence_grade": "proposal"}, END, Status.NOT_RECOGNISED, Reason.NO_EVIDENCE),
        ({"evidence_grade": "claim"}, END, Status.NOT_RECOGNISED, Reason.NO_EVIDENCE),
        ({"stars": None}, date(2026, 1, 1), Status.UNKNOWN, Reason.NO_STARS),
        ({"stars": None}, date(2029, 1, 1), Status.EXPIRED, Reason.EXPIRED),
    ],
)
def test_what_outweighs_the_dates(
    change: dict[str, object], on: date, status: Status, reason: Reason
) -> None:
    if "evidence_grade" in change:
        change["evidence_grade"] = EvidenceGrade(str(change["evidence_grade"]))
    found = rules.standing([replace(FACT, **change)], on, IN_2026)  # type: ignore[arg-type]  # a table of fields
    assert (found.status, found.reason) == (status, reason)
    assert found.shows_stars == status.shows_stars


@pytest.mark.parametrize(
    ("on", "status"),
    [
        (date(2021, 12, 31), Status.NOT_RECOGNISED),
        (date(2022, 1, 1), Status.VALID),
        (date(2024, 12, 31), Status.VALID),
        (date(2025, 1, 1), Status.UNKNOWN),  # it might have lapsed this very day
        (date(2026, 11, 22), Status.UNKNOWN),
    ],
)
def test_a_year_alone_shows_stars_until_it_might_lapse(on: date, status: Status) -> None:
    assert rules.standing([ONLY_A_YEAR], on, IN_2026).status is status


def test_a_year_takes_the_months_of_the_decision_in_force_when_its_own_are_unknown() -> None:
    fact = replace(ONLY_A_YEAR, validity_months=None)
    assert rules.standing([fact], date(2024, 12, 31), IN_2026).status is Status.VALID
    assert rules.standing([fact], date(2024, 12, 31), Deadlines()).status is Status.UNKNOWN


def test_no_date_at_all_is_unknown() -> None:
    fact = replace(ONLY_A_YEAR, year=None)
    found = rules.standing([fact], date(2026, 1, 1), IN_2026)
    assert (found.status, found.stars, found.reason) == (Status.UNKNOWN, 0, Reason.NO_END)


def test_nothing_known_is_not_recognised() -> None:
    assert rules.standing([], END, IN_2026) is rules.UNRECOGNISED


BETTER = replace(FACT, id=2, stars=5)
OLDER = replace(FACT, id=3, decision_date=date(2023, 1, 5), valid_to=date(2027, 1, 5), stars=4)
REVOKED = replace(FACT, id=4, stars=5, revoked_on=date(2025, 1, 1))
LONG_GONE = replace(
    FACT, id=5, decision_date=date(2019, 1, 1), valid_from=None, valid_to=date(2022, 1, 1)
)
DATELESS = replace(ONLY_A_YEAR, id=6, year=None)


@pytest.mark.parametrize(
    ("facts", "best"),
    [
        ((FACT, BETTER, OLDER), BETTER),
        ((FACT, OLDER), FACT),
        ((FACT, REVOKED), FACT),
        ((REVOKED, LONG_GONE, ONLY_A_YEAR), REVOKED),
        ((LONG_GONE, ONLY_A_YEAR, DATELESS), ONLY_A_YEAR),
        ((FACT, replace(FACT, id=9)), replace(FACT, id=9)),
    ],
)
def test_the_best_wins_whatever_the_order(facts: tuple[Fact, ...], best: Fact) -> None:
    for order in permutations(facts):
        assert rules.standing(order, date(2026, 6, 1), IN_2026).fact == best


def test_every_status_and_reason_has_its_words() -> None:
    for reason in Reason:
        assert labels.sentence(rules.Standing(Status.VALID, 4, reason, FACT))
    assert set(labels.STATUS) == set(Status)
    assert set(labels.GRADE) == set(EvidenceGrade)
    assert labels.ground("đ") == "Không còn sản xuất"
    assert labels.ground("theo quy chế của tỉnh") == "theo quy chế của tỉnh"
    assert labels.ground(None) == ""


def test_the_sentence_of_an_expired_one_says_when() -> None:
    expired = rules.standing([FACT], date(2028, 1, 1), IN_2026)
    assert labels.sentence(expired) == "Công nhận hết hạn 09/2027"
