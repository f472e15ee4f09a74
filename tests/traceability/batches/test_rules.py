"""Codes that people can type, and how long goods keep."""

from datetime import date

import pytest

from catalog.kernel import codes
from traceability.batches import rules
from traceability.batches.rules import RecallState

CODE = rules.public_code("Cà phê rang xay", date(2026, 11, 3), "03K7M")


def test_a_code_tells_initials_and_month_and_ends_with_its_check() -> None:
    assert CODE.startswith("CP2611-03K7M-")
    assert len(CODE) == 14
    assert rules.is_code(CODE)


@pytest.mark.parametrize(
    ("name", "prefix"),
    [
        ("Cà phê Đak Đoa", "CP"),
        ("Đường thốt nốt", "DT"),
        ("Lạp xưởng", "XX"),
        ("Ớt", "XX"),
        ("123", "XX"),
        ("", "XX"),
    ],
)
def test_initials_avoid_signs_that_are_misread(name: str, prefix: str) -> None:
    assert rules.new_code(name, date(2026, 1, 1)).startswith(f"{prefix}2601-")


def test_codes_are_not_to_be_guessed() -> None:
    assert len({rules.new_code("Gạo", date(2026, 1, 1)) for _ in range(300)}) > 295


@pytest.mark.parametrize(
    "change",
    [
        str.lower,
        lambda code: code.replace("-", ""),
        lambda code: code.replace("-", " "),
        lambda code: f"  {code[:4]} {code[4:]} ",
        lambda code: code.replace("0", "O"),
        lambda code: code.replace("1", "l"),
    ],
)
def test_typing_is_forgiven(change: object) -> None:
    assert rules.as_printed(change(CODE)) == CODE  # type: ignore[operator]


@pytest.mark.parametrize("typed", ["", "XYZ", "CR2611-03", "<script>", "9" * 500, "LÔ-1"])
def test_what_is_no_code_of_ours_is_left_alone(typed: str) -> None:
    assert rules.as_printed(typed) == codes.canonical(typed)
    assert not rules.is_code(rules.as_printed(typed))


def test_every_single_slip_is_noticed_and_led_back() -> None:
    for place, sign in enumerate(CODE):
        if sign == "-":
            continue
        wrong = CODE[:place] + ("7" if sign != "7" else "8") + CODE[place + 1 :]
        assert not rules.is_code(wrong)
        assert CODE in rules.near_misses(wrong)


def test_two_swapped_signs_are_led_back() -> None:
    swapped = CODE[:7] + CODE[8] + CODE[7] + CODE[9:]
    assert not rules.is_code(swapped)
    assert CODE in set(rules.near_misses(swapped))


def test_the_shelf_life_ends_on_its_last_day() -> None:
    last = rules.best_before(date(2026, 11, 14), 365)
    assert last == date(2027, 11, 14)
    assert not rules.is_past(last, last)
    assert rules.is_past(last, date(2027, 11, 15))
    assert not rules.is_past(None, date(2030, 1, 1))


@pytest.mark.parametrize(
    ("states", "gravest"),
    [
        (["normal"], RecallState.NORMAL),
        (["normal", "quarantined"], RecallState.QUARANTINED),
        (["closed", "quarantined"], RecallState.CLOSED),
        (["recalled", "closed", "normal"], RecallState.RECALLED),
    ],
)
def test_the_gravest_state_counts(states: list[str], gravest: RecallState) -> None:
    assert rules.gravest(states) is gravest


def test_only_normal_goods_are_not_stopped() -> None:
    assert [state for state in RecallState if not rules.is_stopped(state)] == [RecallState.NORMAL]
