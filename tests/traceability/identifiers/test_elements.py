"""Element strings, what may stand together, and lines for people, as GS1's engine has them."""

import pytest

from tests.testdata import read
from traceability.identifiers.rules import elements, relations, weblinks
from traceability.identifiers.rules.elements import Element
from traceability.identifiers.rules.faults import BadIdentifier, Fault

ENGINE = "trace/gs1-syntax-engine"
GOODS = "(01)09520123456788"


def test_the_same_goods_in_three_forms() -> None:
    found = elements.read_bracketed(f"{GOODS}(17)261231(10)L\\(1)(21)7")
    assert found[2] == Element("10", "L(1)")
    assert elements.separated(found) == "^0109520123456788" + "17261231" + "10L(1)^217"
    assert elements.read_separated(elements.separated(found)) == found
    assert elements.bracketed(found) == f"{GOODS}(17)261231(10)L\\(1)(21)7"
    assert elements.for_people(found, titles=True)[2] == "BATCH/LOT (10) L(1)"


@pytest.mark.parametrize(
    ("text", "error", "fault"),
    [
        ("(01)09520123456789", "INCORRECT_CHECK_DIGIT", Fault("INCORRECT_CHECK_DIGIT", 13, 14)),
        ("(7007)261231261301", "ILLEGAL_MONTH", Fault("ILLEGAL_MONTH", 8, 10)),
        ("(10)", "TOO_SHORT", None),
        ("(89)A", "UNKNOWN_AI", None),
        ("10", "NOT_IN_BRACKETS", None),
        ("", "EMPTY", None),
        ("(8110)106141416543213150110120", "OUT_OF_SCOPE", Fault("OUT_OF_SCOPE", 0, 24)),
        ("(10)" + "(" * 8_000, "TOO_SHORT", None),
        ("(10)" + "\\(" * 4_000, "TOO_LONG", None),
        ("(90)A" * 200_000, "TEXT_TOO_LONG", None),
    ],
)
def test_what_is_wrong_is_named_and_shown(text: str, error: str, fault: Fault | None) -> None:
    with pytest.raises(BadIdentifier) as bad:
        elements.read_bracketed(text)
    assert (bad.value.error, bad.value.fault) == (error, fault)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("(10)A", "REQUIRES_ANOTHER"),
        (f"{GOODS}(02)09520123456788(37)1(00)123456789012345675", "NOT_TOGETHER"),
        (f"{GOODS}(10)A(10)B", "REPEATED_WITH_ANOTHER_VALUE"),
        ("(253)1234567890128(8030)AB12", "SIGNATURE_REQUIRES_SERIAL"),
    ],
)
def test_what_may_not_stand_together(text: str, error: str) -> None:
    with pytest.raises(BadIdentifier, match=error):
        elements.check_together(elements.read_bracketed(text))


def test_bracketed_strings_are_read_as_by_the_engine() -> None:
    cases = read(f"{ENGINE}/ai_parseAIdata.json")
    wrong = [c for c in cases if _separated(c["bracketed"]) != (c["expect_ai_data"] or None)]
    assert (len(cases), wrong) == (27, [])


def test_separated_strings_are_read_as_by_the_engine() -> None:
    cases = read(f"{ENGINE}/ai_processAIdata.json")
    wrong = [case for case in cases if _is_readable(case) != case["ok"]]
    assert (len(cases), wrong) == (79, [])


def test_what_goes_together_is_what_the_engine_says() -> None:
    cases = read(f"{ENGINE}/ai_validateAIs.json")
    wrong = [case for case in cases if _keeps(case["rule"], case["bracketed"]) != case["ok"]]
    assert (len(cases), wrong) == (77, [])


def test_wrong_values_are_named_as_by_the_engine() -> None:
    """Coupons (54 cases) are refused without looking at them: only North America prints them."""
    cases = read(f"{ENGINE}/ai_linter_errors.json")
    own = [case for case in cases if not (case["error"] or "").startswith("COUPON_")]
    wrong = [case for case in own if _error(case["bracketed"]) != case["error"]]
    assert (len(cases), len(own), wrong) == (99, 45, [])


def test_lines_for_people_are_those_of_the_engine() -> None:
    cases = read(f"{ENGINE}/hri.json")
    assert len(cases) == 12
    for case in cases:
        found = _any_form(case["input"], allow_unknown=case["permitUnknownAIs"])
        assert elements.for_people(found, titles=case["titles"]) == case["hri"]


def test_verdicts_on_made_strings_are_those_of_the_engine() -> None:
    cases = read("trace/gs1-differential/ai_bracketed_verdicts.json")
    wrong = [case for case in cases if _verdict(case) != (case.get("ai"), case.get("canonical"))]
    assert (len(cases), wrong) == (2951, [])


def _separated(text: str) -> str | None:
    try:
        return elements.separated(elements.read_bracketed(text))
    except BadIdentifier:
        return None


def _is_readable(case: dict[str, str]) -> bool:
    try:
        return bool(elements.read_separated(case["ai_data"], allow_unknown="flags" in case))
    except BadIdentifier:
        return False


def _keeps(rule: str, text: str) -> bool:
    """Whether the elements keep this one rule; the engine's cases look at one rule at a time."""
    check = {
        "AIrepeats": relations.check_repeats,
        "AImutex": relations.check_excluded,
        "AIrequisites": relations.check_required,
        "DigSigRequiresSerialisedKey": relations.check_signature,
    }[rule]
    try:
        check(elements.read_bracketed(text, allow_unknown=True))
    except BadIdentifier:
        return False
    return True


def _error(text: str) -> str | None:
    try:
        elements.read_bracketed(text)
    except BadIdentifier as bad:
        return bad.error
    return None


def _any_form(text: str, *, allow_unknown: bool) -> list[Element]:
    if text.startswith("http"):
        return list(weblinks.read(text, allow_unknown=allow_unknown).elements)
    parts = text.split("|")  # the second part is printed above a linear code
    reader = elements.read_bracketed if text.startswith("(") else elements.read_separated
    return [one for part in parts for one in reader(part, allow_unknown=allow_unknown)]


def _verdict(case: dict[str, str]) -> tuple[str | None, str | None]:
    try:
        found = elements.read_bracketed(case["bracketed"])
        elements.check_together(found)
    except BadIdentifier:
        return None, None
    try:
        return elements.separated(found), weblinks.build(found).uri()
    except BadIdentifier:
        return elements.separated(found), None
