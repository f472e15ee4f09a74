"""Spreadsheets as people send them in: in whatever encoding, with formulas, forged."""

import io
import unicodedata
from datetime import date
from time import process_time
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from catalog.kernel import sheets
from catalog.kernel.sheets import name_of, read_day, read_sheet

TEXT = "Tên hàng,Số lượng\nCà phê Đak Đoa,5\n"


def workbook(*rows: list[Any], titles: tuple[str, ...] = ("Hàng",), **more: Any) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title in titles:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    for cells in more.get("merged", ()):
        book.worksheets[0].merge_cells(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def packed(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "guessed"),
    [
        (TEXT.encode(), False),
        (TEXT.encode("utf-8-sig"), False),
        (TEXT.replace(",", "\t").encode("utf-16"), False),
        (TEXT.replace(",", ";").encode(), False),
        (unicodedata.normalize("NFD", TEXT).encode(), False),
        (TEXT.replace("\n", "\r\n").encode(), False),
        (workbook(["Tên hàng", "Số lượng"], ["Cà phê Đak Đoa", 5]), False),
    ],
)
def test_every_way_of_writing_the_same_is_read_the_same(data: bytes, guessed: bool) -> None:
    found = read_sheet(data)
    assert found.names == ("ten_hang", "so_luong")
    assert found.headings == ("Tên hàng", "Số lượng")
    (row,) = found.rows
    assert (row.line, row.cells) == (2, {"ten_hang": "Cà phê Đak Đoa", "so_luong": "5"})
    assert found.is_guessed is guessed


def test_old_windows_files_are_read_and_said_to_be_guessed() -> None:
    data = "Tên,Giá\nM".encode("cp1258") + "â".encode("cp1258") + b"\xf2t ong,5\n"
    found = read_sheet(data)
    assert found.is_guessed
    assert found.rows[0].cells["ten"] == "Mật ong"


def test_rows_have_the_numbers_a_program_shows() -> None:
    text = '\nTên,Ghi chú\n\n"a","ba\ndòng\nliền"\n,\nb,\n'
    assert [row.line for row in read_sheet(text.encode()).rows] == [4, 6]
    data = workbook([], ["Tên"], [], ["a"], [None], ["b"])
    assert [row.line for row in read_sheet(data).rows] == [4, 6]


@pytest.mark.parametrize("cell", ["=1+1", "=cmd|' /C calc'!A0", "@SUM(A1)", "+cmd|x", "-2+3"])
def test_formulas_are_pointed_at_and_not_run(cell: str) -> None:
    (row,) = read_sheet(f'a,b\n"{cell}",1\n'.encode()).rows
    assert row.formulas == ("a",)


def test_formulas_of_workbooks_are_pointed_at() -> None:
    (row,) = read_sheet(workbook(["Giá", "Tên"], ["=A1*2", "Mật"])).rows
    assert row.formulas == ("gia",)


def test_numbers_with_a_sign_and_guarded_texts_are_no_formulas() -> None:
    (row,) = read_sheet("a,b,c,d\n-5,'=HTX,+84912345678,- Giòn\n".encode()).rows
    assert row.cells == {"a": "-5", "b": "=HTX", "c": "+84912345678", "d": "- Giòn"}
    assert row.formulas == ()


def test_cells_of_workbooks_read_as_people_write() -> None:
    given = [date(2026, 11, 22), 185000.0, 12.345, 240112345678901234, None, True]
    (row,) = read_sheet(workbook(list("abcdef"), given)).rows
    assert row.cells["a"] == "22/11/2026"
    assert row.cells["b"] == "185000"
    assert row.cells["c"] == "12,345"
    assert row.cells["e"] == ""


def test_the_named_sheet_is_read_else_the_first() -> None:
    data = workbook(["Tên"], ["a"], titles=("Hướng dẫn", "Sản phẩm"))
    assert read_sheet(data, title="san pham").rows
    assert read_sheet(data, title="Không có").rows


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", sheets.NotASheet),
        (b"\n\n", sheets.NotASheet),
        (b"a,b\n", sheets.NoRows),
        (b"a\0,b\nc,d\n", sheets.NotASheet),
        (b'a,"b\nc', sheets.NotASheet),
        (b"PK\x03\x04not a zip", sheets.NotASheet),
        (packed(a=b"1"), sheets.NotASheet),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, sheets.OldExcel),
        (packed(xl__vbaProject=b"x", **{"xl__vbaProject.bin": b"x"}), sheets.HasMacros),
        (packed(xl__worksheets__sheet1=b"0" * 34_000_000), sheets.UnpacksToTooMuch),
        (packed(**{f"x{n}": b"" for n in range(300)}), sheets.UnpacksToTooMuch),
        (workbook(["a", "b"], ["1", "2"], merged=("A2:B2",)), sheets.HasMergedCells),
    ],
)
def test_what_cannot_be_read_safely_is_refused(data: bytes, kind: type[Exception]) -> None:
    with pytest.raises(kind) as caught:
        read_sheet(data)
    assert type(caught.value) is kind


def test_merged_cells_are_looked_for_in_one_pass() -> None:
    tags = b"<mergeCell " * 200_000  # 2 MB of it; each beginning was followed to the end before
    good = workbook(["a"], ["1"])
    out = io.BytesIO()
    with ZipFile(io.BytesIO(good)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for part in old.infolist():
            data = old.read(part)
            if part.filename == "xl/worksheets/sheet1.xml":
                data = data.replace(b"</worksheet>", b"<!--" + tags + b"--></worksheet>")
            new.writestr(part.filename, data)
    began = process_time()
    assert read_sheet(out.getvalue()).rows[0].cells == {"a": "1"}
    assert process_time() - began < 5


def test_entities_are_not_unfolded() -> None:
    good = workbook(["a"], ["1"])
    out = io.BytesIO()
    with ZipFile(io.BytesIO(good)) as old, ZipFile(out, "w") as new:
        for part in old.infolist():
            data = old.read(part)
            if part.filename == "xl/worksheets/sheet1.xml":
                data = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + data.replace(b"<v>", b"<v>&a;")
            new.writestr(part.filename, data)
    with pytest.raises(sheets.NotASheet):
        read_sheet(out.getvalue())


def test_too_many_rows_are_refused_before_they_are_all_read() -> None:
    text = "a\n" + "1\n" * 100_000
    with pytest.raises(sheets.TooManyRows):
        read_sheet(text.encode())
    with pytest.raises(sheets.TooManyRows):
        read_sheet(b"a\n" + b"\n" * 100_000 + b"1\n")
    with pytest.raises(sheets.TooManyRows):
        read_sheet(workbook(["a"], *([n] for n in range(30))), most_rows=20)
    assert len(read_sheet(text[:402].encode(), most_rows=200).rows) == 200


def test_a_file_that_lies_about_its_size_is_read_as_it_is() -> None:
    good = workbook(["a"], ["1"])
    out = io.BytesIO()
    with ZipFile(io.BytesIO(good)) as old, ZipFile(out, "w") as new:
        for part in old.infolist():
            data = old.read(part).replace(b'ref="A1:A2"', b'ref="A1:XFD1048576"')
            new.writestr(part.filename, data)
    assert len(read_sheet(out.getvalue()).rows) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("22/11/2026", date(2026, 11, 22)),
        ("2026-11-22", date(2026, 11, 22)),
        ("22/11/2026 08:00", date(2026, 11, 22)),
        ("46348", date(2026, 11, 22)),
        ("31/02/2026", None),
        ("11/22/2026", None),
        ("hôm qua", None),
        ("", None),
        ("22/11/26", None),
        ("22/11/1026", None),
    ],
)
def test_only_real_days_are_days(text: str, expected: date | None) -> None:
    assert read_day(text) == expected


def test_headings_are_known_however_they_are_written() -> None:
    assert name_of(" Số lượng (gói) ") == "so_luong_goi"
    assert name_of("Đơn giá") == "don_gia"
