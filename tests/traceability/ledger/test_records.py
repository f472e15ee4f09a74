"""Records are canonical, commitments open to one value only, and differences have names."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import rfc8785

from tests.traceability.ledger import testdata
from traceability.ledger.rules import records
from traceability.ledger.rules.records import Facts, Opening

SALT = "AAAAAAAAAAAAAAAAAAAAAA"
FACTS = Facts({"kind": "harvest", "quantity": "640"}, {"entered_by": "Chị Hoa", "note": None})


def logged(facts: Facts = FACTS) -> tuple[dict[str, Any], dict[str, Opening]]:
    openings = records.seal(facts.hidden, {})
    return records.record("event", 7, facts, openings, why="new"), openings


@testdata.needed
@pytest.mark.parametrize("file", testdata.files("jcs-rfc8785/input/*.json"), ids=lambda f: f.name)
def test_canonical_json_as_in_the_public_vectors(file: Path) -> None:
    """All six; what holds floats is written right by the library and refused by us."""
    text = file.read_text("utf-8")
    value = json.loads(text)
    expected = bytes.fromhex((file.parent.parent / "outhex" / f"{file.stem}.txt").read_text())
    assert rfc8785.dumps(value) == expected
    if "floats" in _kinds(value):
        with pytest.raises(TypeError):
            records.canonical(value)
    else:
        assert records.canonical(value) == expected


def _kinds(value: Any) -> set[str]:
    if isinstance(value, dict | list):
        inside = value.values() if isinstance(value, dict) else value
        return set().union(*map(_kinds, inside))
    return {"floats"} if isinstance(value, float) else set()


@pytest.mark.parametrize("value", [1.5, [0.1], {"a": {"b": [2.0]}}])
def test_floats_are_refused(value: Any) -> None:
    with pytest.raises(TypeError):
        records.canonical(value)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, None),
        (True, True),
        (7, 7),
        ("12 tạ", "12 tạ"),
        (Decimal("640.000"), "640"),
        (Decimal("0.500"), "0.5"),
        (Decimal("1E+3"), "1000"),
        (date(2026, 11, 1), "2026-11-01"),
        (datetime(2026, 11, 1, 3, 4, 5, tzinfo=UTC), "2026-11-01T03:04:05Z"),
        (
            datetime(2026, 11, 1, 10, 4, 5, tzinfo=timezone(timedelta(hours=7))),
            "2026-11-01T03:04:05Z",
        ),
    ],
)
def test_a_value_is_written_the_same_everywhere(value: object, written: object) -> None:
    assert records.plain(value) == written


def test_what_has_no_place_in_a_record_is_refused() -> None:
    with pytest.raises(TypeError):
        records.plain(b"bytes")


def test_a_commitment_opens_to_its_own_name_salt_and_value_only() -> None:
    opening = Opening(SALT, "Chị Hoa")
    kept = records.commitment("entered_by", opening)
    assert len(kept) == 43
    assert kept == records.commitment("entered_by", Opening(SALT, "Chị Hoa"))
    assert kept != records.commitment("confirmed_by", opening)
    assert kept != records.commitment("entered_by", Opening(SALT, "Chị Hoà"))
    assert kept != records.commitment("entered_by", Opening(records.new_salt(), "Chị Hoa"))


def test_salts_differ_so_the_same_name_is_never_the_same_commitment() -> None:
    first, second = (logged()[0]["hidden"]["entered_by"] for _ in range(2))
    assert first != second


def test_a_record_never_holds_a_hidden_value() -> None:
    record, _ = logged()
    said = records.canonical(record).decode()
    assert "Chị Hoa" not in said  # "Hoa" alone may stand in a commitment by chance
    assert record["hidden"]["note"] is None


def test_an_unchanged_row_has_no_differences() -> None:
    assert records.differences(*(logged()[0], FACTS, {})) == ["entered_by"]  # the opening is lost
    record, openings = logged()
    assert records.differences(record, FACTS, openings) == []


@pytest.mark.parametrize(
    ("clear", "hidden", "name"),
    [
        ({"quantity": "641"}, {}, "quantity"),
        ({"kind": None}, {}, "kind"),
        ({}, {"entered_by": "Anh Ba"}, "entered_by"),
        ({}, {"entered_by": None}, "entered_by"),
        ({}, {"note": "thêm sau"}, "note"),
    ],
)
def test_a_changed_row_says_what_changed(
    clear: dict[str, Any], hidden: dict[str, Any], name: str
) -> None:
    record, openings = logged()
    changed = Facts({**FACTS.clear, **clear}, {**FACTS.hidden, **hidden})
    assert records.differences(record, changed, openings) == [name]


def test_changing_the_kept_value_with_the_row_does_not_help() -> None:
    record, openings = logged()
    forged = {"entered_by": replace(openings["entered_by"], value="Anh Ba")}
    changed = Facts(FACTS.clear, {**FACTS.hidden, "entered_by": "Anh Ba"})
    assert records.differences(record, changed, forged) == ["entered_by"]


def test_what_was_redacted_is_not_compared() -> None:
    record, _ = logged()
    forgotten = Facts(FACTS.clear, {**FACTS.hidden, "entered_by": "(đã xóa)"})
    assert records.differences(record, forgotten, {}, frozenset({"entered_by"})) == []


def test_a_column_added_later_was_never_vouched_for() -> None:
    record, openings = logged()
    more = Facts({**FACTS.clear, "custody": "segregated"}, FACTS.hidden)
    assert records.differences(record, more, openings) == []
    assert records.has_more(record, more)
    assert not records.has_more(record, Facts({**FACTS.clear, "custody": None}, FACTS.hidden))
