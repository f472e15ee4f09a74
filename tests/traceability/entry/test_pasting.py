"""Amounts and lines as farmers write them."""

from decimal import Decimal
from typing import Any

import pytest

from traceability.entry import pasting

CODE = "CR2611-03K7M-X"


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("12", "12"),
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("1.200", "1200"),
        ("1.200,5", "1200.5"),
        ("1 200", "1200"),
        ("0.500", "0.500"),
        ("0,5", "0.5"),
        ("12.50", "12.50"),
        ("-3", "-3"),
        ("", None),
        ("mười", None),
        ("1,2,3", None),
        ("1e9", None),
        ("٣", None),
        ("9" * 40, None),
    ],
)
def test_amounts(typed: str, amount: str | None) -> None:
    assert pasting.read_amount(typed) == (None if amount is None else Decimal(amount))


@pytest.mark.parametrize(
    ("typed", "unit"),
    [
        ("tạ", "tạ"),
        ("Ta", "tạ"),
        ("yen", "yến"),
        ("TẤN", "tấn"),
        ("kg.", "kg"),
        ("ký", "kg"),
        ("lit", "lít"),
        ("Chai", "chai"),
        ("gói", "gói"),
        ("thúng", None),
        ("", None),
    ],
)
def test_units(typed: str, unit: str | None) -> None:
    assert pasting.read_unit(typed) == unit


@pytest.mark.parametrize(
    "line",
    [
        f"{CODE} 12,5 tạ",
        f"{CODE}\t12,5\ttạ",
        f"{CODE}; 12,5; tạ",
        f"{CODE} | 12,5 | tạ",
        f"{CODE}, 12,5, tạ",
        f"{CODE.lower()} 12,5tạ",
        "  cr261103k7mx   12,5   ta  ",
    ],
)
def test_a_line_is_read_however_it_is_separated(line: str) -> None:
    (one,) = pasting.read_lines(line)
    assert (one.code, one.amount, one.unit, one.refusal) == (CODE, Decimal("12.5"), "tạ", None)


@pytest.mark.parametrize(
    ("line", "refusal"),
    [
        ("xin chào", pasting.NOT_A_LINE),
        (CODE, pasting.NOT_A_LINE),
        (f"{CODE} 1,2,3 kg", pasting.NOT_A_NUMBER),
        (f"{CODE} 12", pasting.NO_UNIT),
        (f"{CODE} 12 thúng", pasting.NO_UNIT),
        (f"{CODE} 12 " + "k" * 200, pasting.NOT_A_LINE),
    ],
)
def test_each_line_is_refused_for_its_own_reason(line: str, refusal: Any) -> None:
    good, bad = pasting.read_lines(f"\n{CODE[:-1]}Y 1 kg\n\n{line}\n")
    assert good.refusal is None
    assert (bad.number, bad.refusal) == (4, refusal)


def test_a_code_stands_on_one_line() -> None:
    first, second = pasting.read_lines(f"{CODE} 1 kg\n{CODE.lower()} 2 kg")
    assert first.refusal is None
    assert second.refusal == pasting.TWICE


def test_a_million_lines_are_one_refusal() -> None:
    (only,) = pasting.read_lines("a 1 kg\n" * 10**6)
    assert only.number == pasting.MOST_LINES + 1
    assert only.refusal == pasting.TOO_MANY
