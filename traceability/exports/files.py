"""Writes tables as files: a workbook, an archive of CSV files, JSON.

Nothing in them is run by a spreadsheet: in CSV a quote stands before what would be a formula, in
the workbook every text has the type of a text.
"""

import csv
import json
import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from catalog.kernel.spreadsheets import MARK, safe
from traceability.exports.queries import Content
from traceability.exports.rules import plain

# What XML cannot hold; nothing of ours has it, but a file must never fail because of it.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")
LONGEST_CELL = 32_767
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_workbook(sheets: Iterable[Content]) -> bytes:
    """An .xlsx file with a sheet per table."""
    book = Workbook(write_only=True)
    for content in sheets:
        sheet = book.create_sheet(content.name)
        sheet.append([_text_cell(sheet, name) for name in content.columns])
        for row in content.rows:
            sheet.append([_cell(sheet, value) for value in row])
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def as_archive(tables: Iterable[Content], note: str = "") -> bytes:
    """A .zip of CSV files (UTF-8 with byte-order mark), and a note on what is in it."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        if note:
            archive.writestr("DOC-TRUOC.txt", MARK + note)
        for content in tables:
            archive.writestr(f"{content.name}.csv", MARK + _csv(content))
    return buffer.getvalue()


def as_json(tables: Iterable[Content], made_at: datetime) -> bytes:
    """One object: when it was made, and a list of objects per table."""
    document: dict[str, Any] = {"made_at": made_at.isoformat()}
    for content in tables:
        document[content.name] = [
            dict(zip(content.columns, map(plain, row), strict=True)) for row in content.rows
        ]
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _csv(content: Content) -> str:
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(content.columns)
    writer.writerows([_csv_cell(value) for value in row] for row in content.rows)
    return out.getvalue()


def _csv_cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, dict | list):
        return safe(json.dumps(value, ensure_ascii=False))
    written = plain(value)
    return safe(written) if isinstance(value, str) else written


def _cell(sheet: Any, value: Any) -> Any:
    """Amounts and days as such, all else as text."""
    if value is None or isinstance(value, bool | int | Decimal) or type(value) is date:
        return value
    return _text_cell(sheet, str(plain(value)))


def _text_cell(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, _CONTROL.sub("", text)[:LONGEST_CELL])
    cell.data_type = "s"  # else a text that begins with "=" would be a formula
    return cell
