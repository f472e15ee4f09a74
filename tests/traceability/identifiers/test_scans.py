"""What bar code readers send."""

import re

import pytest

from tests.testdata import read
from traceability.identifiers.rules import scans
from traceability.identifiers.rules.elements import Element
from traceability.identifiers.rules.faults import BadIdentifier

GOODS = Element("01", "09520123456788")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("]Q30109520123456788" + "10AB\x1d217", (GOODS, Element("10", "AB"), Element("21", "7"))),
        ("]E09520123456788", (GOODS,)),
        ("]Q1https://shop.example/01/09520123456788", (GOODS,)),
        ("]Q1CT2611-03K7M-X", ()),
    ],
)
def test_what_a_reader_sends_names_goods(text: str, named: tuple[Element, ...]) -> None:
    assert scans.is_scan(text)
    assert scans.read(text).elements == named


@pytest.mark.parametrize("text", ["]E09520123456789", "]Q3", "]Z9A", "]C110AB^217", "]Q1http://a"])
def test_what_is_none_is_refused(text: str) -> None:
    with pytest.raises(BadIdentifier):
        scans.read(text)


def test_scans_are_read_as_by_the_engine_of_gs1() -> None:
    cases = read("trace/gs1-syntax-engine/scandata_processScanData.json")
    wrong = [case for case in cases if _read(case["scan"]) != _expected(case)]
    assert (len(cases), wrong) == (54, [])


def _read(text: str) -> tuple[str, str] | None:
    try:
        scan = scans.read(text)
    except BadIdentifier:
        return None
    return scan.symbology, scan.text


def _expected(case: dict[str, str]) -> tuple[str, str] | None:
    """The engine marks a "^" that is data with a backslash; and it names a size of composite."""
    if not case["ok"]:
        return None
    text = re.sub(r"^\\(\\*\^)", r"\1", case["expect_data"])
    return case["symbology"].removesuffix("_CCA"), text
