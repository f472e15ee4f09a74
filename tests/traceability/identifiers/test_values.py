"""Values, check digits and the table: as GS1's syntax tests and arithmetic say."""

from pathlib import Path

import pytest
from flask import Flask

from tests.testdata import FOLDER, read
from traceability.identifiers import dictionary_file
from traceability.identifiers.rules import check_digits, table
from traceability.identifiers.rules.faults import Fault
from traceability.identifiers.rules.values import CHECKS

COUPONS = {"couponcode", "couponposoffer"}  # only North America prints them
REGISTER = "GCP_DATASOURCE_OFFLINE"  # whose a company prefix is, only GS1's register knows


@pytest.mark.parametrize(
    ("name", "value", "fault"),
    [
        ("csum", "09520123456788", None),
        ("csum", "09520123456789", Fault("INCORRECT_CHECK_DIGIT", 13, 14)),
        ("yymmd0", "260200", None),
        ("yymmdd", "260200", Fault("ILLEGAL_DAY", 4, 6)),
        ("yymmdd", "270229", Fault("ILLEGAL_DAY", 4, 6)),
        ("yyyymmdd", "00000101", None),
        ("iso3166", "704", None),
        ("iso3166", "٧٠٤", Fault("NOT_ISO3166", 0, 3)),
        ("posinseqslash", "٣/٤", Fault("POSITION_IN_SEQUENCE_MALFORMED", 0, 3)),
        ("hyphen", "-\n", Fault("NOT_HYPHEN", 0, 2)),
        ("hh", "٢٣", Fault("NON_DIGIT_CHARACTER", 0, 1)),
    ],
)
def test_a_value_is_checked_by_name(name: str, value: str, fault: Fault | None) -> None:
    assert CHECKS[name](value) == fault


def test_every_check_says_what_gs1_says_and_where() -> None:
    cases = [
        case
        for case in read("trace/gs1-syntax-dictionary/lint_vectors.json")
        if case["linter"] not in COUPONS
        and not (case["linter"].startswith("gcppos") and len(case["data"]) > 6)
    ]
    wrong = [case for case in cases if _said(case) != (case.get("error"), case.get("highlight"))]
    assert (len(cases), wrong) == (5199, [])


def _said(case: dict[str, str]) -> tuple[str | None, str | None]:
    value, fault = case["data"], CHECKS[case["linter"]](case["data"])
    if fault is None:
        return None, None
    before, bad, after = value[: fault.start], value[fault.start : fault.end], value[fault.end :]
    return fault.error, f"{before}*{bad}*{after}"


def test_check_digits_are_those_of_the_arithmetic() -> None:
    cases = read("trace/gs1-differential/check_digits.json")
    wrong = [c for c in cases if check_digits.has_check_digit(c["value"]) != c["valid"]]
    assert (len(cases), wrong) == (1456, [])


@pytest.mark.parametrize(
    ("number", "is_good"),
    [
        ("8938505974002", True),
        ("9520000000012", False),
        ("4012345000009", True),
        ("401234500000", False),
        ("04012345000009", False),
        ("٤٠١٢٣٤٥٠٠٠٠٠٩", False),
        ("", False),
    ],
)
def test_a_location_number_has_thirteen_digits(number: str, is_good: bool) -> None:
    assert check_digits.is_gln(number) is is_good


def test_the_table_is_the_dictionary_of_gs1() -> None:
    dictionary = FOLDER.parent / "data" / "gs1-syntax-dictionary.txt"
    if not dictionary.exists():
        pytest.skip(f"GS1's dictionary is not here: {dictionary}")
    source, _, rest = table.FILE.read_text("utf-8").partition("\n")
    made = dictionary_file.as_table(dictionary.read_text("utf-8"), source.removeprefix("# "))
    assert made == f"{source}\n{rest}"
    assert "ff2eb4bf" in source


def test_no_identifier_begins_with_another() -> None:
    names = [entry.ai for entry in table.all_entries()]
    assert len(names) == 541
    assert {len(name) for name in names if name[:2] == "23"} == {3}
    for name in names:
        assert table.find_at_start(f"{name}9999") == table.find(name)


def test_every_check_of_the_table_is_known() -> None:
    named = {
        check for entry in table.all_entries() for part in entry.parts for check in part.checks
    }
    assert named <= CHECKS.keys()


def test_the_table_is_written_from_a_dictionary(app: Flask, tmp_path: Path) -> None:
    dictionary = tmp_path / "dictionary.txt"
    dictionary.write_text("# words\n01 *? N14,csum ex=37 dlpkey=22,10|235 # GTIN\n", "utf-8")
    run = app.test_cli_runner()
    args = ["identifiers", "table", str(dictionary), "--source", "a test"]
    assert run.invoke(args=args).output == (
        "# a test\nai,flags,parts,requires,excludes,qualifiers,title\n"
        "01,closed attribute,N14:csum,,37,22>10 235,GTIN\n"
    )
    dictionary.write_text("01 *? N14,csum what=37", "utf-8")
    refused = run.invoke(args=args)
    assert refused.exit_code == 1
    assert "dictionary.txt: what=37" in refused.output
