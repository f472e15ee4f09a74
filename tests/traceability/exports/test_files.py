"""Files that spreadsheets of other people open: accents kept, nothing run, nothing lost."""

import csv
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from catalog.kernel.spreadsheets import safe
from traceability.exports import files
from traceability.exports.queries import Content

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
EVIL = ("=1+1", "+84 90", "-2", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＠x", "  =1")


def table(*row: Any) -> Content:
    return Content("lo", "Lô hàng", tuple(f"c{number}" for number in range(len(row))), (row,))


def csv_of(archive: bytes, name: str) -> list[list[str]]:
    with ZipFile(BytesIO(archive)) as opened:
        text = opened.read(name).decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.reader(StringIO(text.removeprefix("\ufeff"), newline="")))


@pytest.mark.parametrize("text", EVIL)
def test_nothing_is_a_formula(text: str) -> None:
    assert safe(text) == f"'{text}"
    assert csv_of(files.as_archive([table(text)]), "lo.csv")[1] == [f"'{text}"]
    sheet = load_workbook(BytesIO(files.as_workbook([table(text)])))["lo"]
    assert sheet["A2"].data_type == "s"
    assert sheet["A2"].value.strip() == text.strip()


@pytest.mark.parametrize("text", ["Cà phê Đak Đoa", "1-2", "a=b", "", "10+", "“=”"])
def test_other_text_stays_what_it_is(text: str) -> None:
    assert safe(text) == text


def test_values_keep_their_kind() -> None:
    row = ("Gạo; nếp, \"thơm\"\nhai dòng", Decimal("12.500"), date(2026, 11, 1), NOW, None, 7, True,
           {"a": 1})  # fmt: skip
    assert csv_of(files.as_archive([table(*row)]), "lo.csv")[1] == [
        'Gạo; nếp, "thơm"\nhai dòng', "12.5", "2026-11-01", "2026-11-22T03:00:00+00:00", "", "7",
        "True", '{"a": 1}',
    ]  # fmt: skip
    [found] = json.loads(files.as_json([table(*row)], NOW))["lo"]
    assert list(found.values()) == [
        row[0], "12.5", "2026-11-01", "2026-11-22T03:00:00+00:00", None, 7, True, {"a": 1},
    ]  # fmt: skip
    sheet = load_workbook(BytesIO(files.as_workbook([table(*row[:6])])))["lo"]
    assert sheet["C2"].value.date() == date(2026, 11, 1)
    assert [cell.value for cell in sheet[2] if not cell.is_date] == [
        row[0], 12.5, "2026-11-22T03:00:00+00:00", None, 7,
    ]  # fmt: skip


def test_a_negative_amount_is_a_number() -> None:
    assert csv_of(files.as_archive([table(Decimal("-3.000"))]), "lo.csv")[1] == ["-3"]


def test_signs_that_no_file_can_hold_are_left_out() -> None:
    sheet = load_workbook(BytesIO(files.as_workbook([table("a\x00\x0b\ud800b" + "x" * 40_000)])))
    assert sheet["lo"]["A2"].value == "ab" + "x" * (files.LONGEST_CELL - 2)


def test_the_note_says_what_is_in_the_archive() -> None:
    with ZipFile(BytesIO(files.as_archive([], "Dữ liệu của bạn"))) as archive:
        assert archive.read("DOC-TRUOC.txt").decode("utf-8-sig") == "Dữ liệu của bạn"
