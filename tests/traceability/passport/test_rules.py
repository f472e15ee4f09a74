"""The first check that applies stands at the top of the page, in the order of the contract."""

from dataclasses import replace
from datetime import date

import pytest

from traceability.passport import rules
from traceability.passport.rules import Ingredients, StarStatus, Verdict, verdict_of_piece

EVERYTHING_WRONG = Ingredients(
    is_known=False,
    is_recalled=True,
    is_quarantined=True,
    is_known_serial=False,
    is_released=False,
    is_past_best_before=True,
    stars=StarStatus.REVOKED,
    is_checked_before=True,
)
PUT_RIGHT = [
    (Verdict.RECALLED, {"is_recalled": False}),
    (Verdict.QUARANTINED, {"is_quarantined": False}),
    (Verdict.UNKNOWN_BATCH, {"is_known": True}),
    (Verdict.UNKNOWN_SERIAL, {"is_known_serial": True}),
    (Verdict.NOT_RELEASED, {"is_released": True}),
    (Verdict.PAST_BEST_BEFORE, {"is_past_best_before": False}),
    (Verdict.REVOKED, {"stars": StarStatus.EXPIRED}),
    (Verdict.EXPIRED, {"stars": StarStatus.NONE}),
    (Verdict.UNRECOGNISED, {"stars": StarStatus.VALID}),
    (Verdict.CHECKED_BEFORE, {"is_checked_before": False}),
    (Verdict.VALID, {}),
]


def test_verdicts_come_in_the_order_of_the_contract() -> None:
    given, met = EVERYTHING_WRONG, []
    for _, better in PUT_RIGHT:
        met.append(rules.verdict(given))
        given = replace(given, **better)  # type: ignore[arg-type]  # one table for all fields
    assert met == [expected for expected, _ in PUT_RIGHT] == list(Verdict)


@pytest.mark.parametrize("verdict", list(Verdict))
def test_nothing_to_buy_where_nothing_should_be_used(verdict: Verdict) -> None:
    fine = {
        Verdict.VALID,
        Verdict.EXPIRED,
        Verdict.REVOKED,
        Verdict.UNRECOGNISED,
        Verdict.CHECKED_BEFORE,
    }
    assert (verdict not in rules.NOT_FOR_SALE) is (verdict in fine)


def test_a_page_is_true_until_midnight_in_vietnam() -> None:
    assert rules.true_until(date(2026, 11, 22)).isoformat() == "2026-11-22T17:00:00+00:00"


@pytest.mark.parametrize(
    ("batch", "piece", "expected"),
    [
        ("valid", (True, True, False), "valid"),
        ("valid", (True, True, True), "checked-before"),
        ("valid", (True, False, False), "not-released"),
        ("valid", (False, False, False), "unknown-serial"),
        ("expired", (True, True, True), "expired"),
        ("past-best-before", (True, False, True), "not-released"),
        ("not-released", (False, False, False), "unknown-serial"),
        ("recalled", (False, False, False), "recalled"),
        ("quarantined", (True, False, True), "quarantined"),
    ],
)
def test_a_piece_is_worth_what_is_gravest(
    batch: str, piece: tuple[bool, bool, bool], expected: str
) -> None:
    is_known, is_released, is_checked = piece
    found = verdict_of_piece(
        Verdict(batch), is_known=is_known, is_released=is_released, is_checked_before=is_checked
    )
    assert found == expected
