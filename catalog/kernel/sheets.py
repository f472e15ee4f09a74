"""Reads spreadsheets that people send in: CSV as programs here write it, and .xlsx.

Row numbers are those the person's own program shows. Nothing is computed: a formula is pointed
at, never run; a file with macros, one that unpacks to too much or has merged cells is refused.
"""

import csv
import io
import re
import warnings
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from catalog.kernel.errors import DomainError
from catalog.kernel.i18n import lazy_
from catalog.kernel.spreadsheets import safe
from catalog.kernel.text import fold, nfc

MOST_ROWS = 5_000
MOST_COLUMNS = 60
LONGEST_CELL = 32_767
LARGEST_UNPACKED = 32 * 1024 * 1024
MOST_PARTS = 200
LONGEST_EXACT = 10**15
"""From here on programs round whole numbers; such a cell is no number any more."""

_ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_FORMULA = re.compile(r"[=@]|[+-](?!\s|[0-9.,]+$)")  # "- Giòn, ngọt" is a text
_MERGED = re.compile(rb'<mergeCell [^<>]*ref="([A-Z0-9:]{1,20})"')  # never looks past a tag
_SERIAL = re.compile(r"[1-9][0-9]{4}")
_EPOCH = date(1899, 12, 30)
_BROKEN = (
    BadZipFile, InvalidFileException, ParseError, KeyError, ValueError, TypeError, IndexError,
    AttributeError, EOFError, OSError, OverflowError, NotImplementedError, RuntimeError, zlib.error,
)  # fmt: skip
"""What a workbook that somebody damaged or forged makes its reader say."""


class NotASheet(DomainError):
    message = lazy_("Không đọc được tệp này. Hãy lưu lại dạng .xlsx hoặc CSV UTF-8.")


class OldExcel(NotASheet):
    message = lazy_("Tệp .xls kiểu cũ hoặc có mật khẩu. Hãy lưu lại dạng .xlsx, không mật khẩu.")


class HasMacros(NotASheet):
    message = lazy_("Tệp có macro nên không nhận. Hãy lưu lại dạng .xlsx không macro.")


class UnpacksToTooMuch(NotASheet):
    message = lazy_("Tệp bung ra quá lớn. Hãy chép phần cần nhập sang tệp mới.")


class HasMergedCells(NotASheet):
    def __init__(self, where: str) -> None:
        super().__init__(lazy_("Có ô gộp ở %(where)s. Hãy bỏ gộp ô rồi nhập lại.", where=where))


class TooManyRows(NotASheet):
    def __init__(self, most: int) -> None:
        super().__init__(lazy_("Nhiều hơn %(most)s dòng. Hãy chia làm nhiều tệp.", most=most))


class NoRows(NotASheet):
    message = lazy_("Tệp không có dòng nào dưới dòng tiêu đề.")


@dataclass(frozen=True)
class SheetRow:
    """A row that is not empty: its number in the person's program, its texts, and the columns
    (by heading) in which a formula stands."""

    line: int
    cells: dict[str, str]
    formulas: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """What was read. `headings` as they were written, `names` folded ("Số lượng" → so_luong)."""

    headings: tuple[str, ...]
    names: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    is_guessed: bool = False
    """The bytes were no UTF-8 and were read as Windows-1258: accents must be looked at."""


_Raw = list[tuple[str, bool]]  # text, and whether it is a formula


def read_sheet(data: bytes, *, title: str | None = None, most_rows: int = MOST_ROWS) -> Sheet:
    """The rows under the headings; of a workbook the sheet `title`, or the first one.

    Raises NotASheet or one of its kinds.
    """
    if data.startswith(_OLD_EXCEL):
        raise OldExcel
    if data.startswith(_ZIP):
        return _sheet(_workbook_rows(data, title, most_rows), most_rows, is_guessed=False)
    text, is_guessed = _decoded(data)
    return _sheet(_csv_rows(text, most_rows), most_rows, is_guessed=is_guessed)


def name_of(heading: str) -> str:
    """A heading as code knows it: "Số lượng (gói)" → so_luong_goi."""
    return re.sub("[^a-z0-9]+", "_", fold(heading)).strip("_")


def read_day(text: str) -> date | None:
    """22/11/2026, 2026-11-22, or 46348 as spreadsheets count days; None for no real day."""
    if _SERIAL.fullmatch(text):
        return _EPOCH + timedelta(days=int(text))
    for form in ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y"):
        try:
            found = datetime.strptime(text.split(" ")[0], form).date()  # noqa: DTZ007 - a day
        except ValueError:
            continue
        return found if 1900 <= found.year <= 2200 else None
    return None


def _sheet(raw: Iterable[tuple[int, _Raw]], most: int, *, is_guessed: bool) -> Sheet:
    filled = ((line, row) for line, row in raw if any(text for text, _ in row))
    first = next(filled, None)
    if first is None:
        raise NotASheet
    last = max(place for place, (text, _) in enumerate(first[1]) if text)
    headings = tuple(text for text, _ in first[1][: last + 1])
    names = tuple(name_of(text) for text in headings)
    rows: list[SheetRow] = []
    for line, row in filled:
        if len(rows) == most:
            raise TooManyRows(most)
        rows.append(_row(line, names, row))
    if not rows:
        raise NoRows
    return Sheet(headings, names, tuple(rows), is_guessed)


def _row(line: int, names: tuple[str, ...], row: _Raw) -> SheetRow:
    cells = dict.fromkeys((name for name in names if name), "")
    formulas = []
    for name, (text, is_formula) in zip(names, row, strict=False):
        if name and not cells[name]:  # of two columns of one name the first that is filled
            cells[name] = text
            if is_formula:
                formulas.append(name)
    return SheetRow(line, cells, tuple(formulas))


def _decoded(data: bytes) -> tuple[str, bool]:
    """The text of a CSV file, and whether its bytes had to be guessed."""
    if not data:
        raise NotASheet
    try:
        if data.startswith(_UTF16):
            return data.decode("utf-16"), False
        text, is_guessed = data.decode("utf-8-sig"), False
    except UnicodeDecodeError:
        try:
            text, is_guessed = data.decode("cp1258"), True
        except UnicodeDecodeError as error:
            raise NotASheet from error
    if "\0" in text:
        raise NotASheet
    return text, is_guessed


def _csv_rows(text: str, most: int) -> Iterator[tuple[int, _Raw]]:
    """Programs count records, not lines: a cell of three lines is one row."""
    first = text.partition("\n")[0]
    delimiter = max((",", ";", "\t"), key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for number, row in enumerate(reader, 1):
            if number > 4 * most:
                raise TooManyRows(most)
            yield number, [_csv_cell(cell) for cell in row[:MOST_COLUMNS]]
    except csv.Error as error:
        raise NotASheet from error


def _csv_cell(cell: str) -> tuple[str, bool]:
    text = nfc(cell)[:LONGEST_CELL]
    if text.startswith("'") and safe(text[1:]) == text:  # as our own files guard a text
        return text[1:], False
    return text, bool(_FORMULA.match(text))


def _workbook_rows(data: bytes, title: str | None, most: int) -> list[tuple[int, _Raw]]:
    try:
        _check_parts(data)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and rules of cells, which are not read
            book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
            try:
                return _rows_of(_chosen(book, title), most)
            finally:
                book.close()
    except _BROKEN as error:
        raise NotASheet from error


def _check_parts(data: bytes) -> None:
    with ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        if any("vbaproject" in part.filename.lower() for part in parts):
            raise HasMacros
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
            raise UnpacksToTooMuch
        for part in parts:
            if part.filename.startswith("xl/worksheets/"):
                found = _MERGED.search(archive.read(part))
                if found:
                    raise HasMergedCells(found[1].decode())


def _chosen(book: Any, title: str | None) -> Any:
    wanted = [one for one in book.worksheets if title and fold(one.title) == fold(title)]
    return (wanted or book.worksheets)[0]


def _rows_of(sheet: Any, most: int) -> list[tuple[int, _Raw]]:
    sheet.reset_dimensions()  # what a file says of its own size is not believed
    rows: list[tuple[int, _Raw]] = []
    filled = 0
    for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, max_row=4 * most + 1), 1):
        cells = [_cell(cell) for cell in row]
        filled += any(text for text, _ in cells)
        if filled > most + 1 or number > 4 * most:
            raise TooManyRows(most)
        rows.append((number, cells))
    return rows


def _cell(cell: Any) -> tuple[str, bool]:
    value = cell.value
    if value is None:
        return "", False
    if cell.data_type in ("f", "e"):  # a formula, or what one ended in
        return nfc(str(value))[:LONGEST_CELL] or "=", True
    return nfc(_text(value))[:LONGEST_CELL], False


def _text(value: Any) -> str:
    """Days as 22/11/2026; fractions with a comma, as "12.345" would be read as thousands."""
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float):
        if value.is_integer() and abs(value) < LONGEST_EXACT:
            return str(int(value))
        return repr(value).replace(".", ",")
    return str(value)
