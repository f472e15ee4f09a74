"""Reading the CSV files of carriers: which line says what."""

import csv
import io
from collections.abc import Sequence
from datetime import UTC, datetime

from catalog.kernel import clock
from catalog.kernel.text import fold, nfc
from storefront.shipping.errors import ColumnsMissing, NotASheet, TooManyRows

MOST_ROWS = 5_000
TIMES = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M")


def read_rows(data: bytes, columns: Sequence[str]) -> list[tuple[int, dict[str, str]]]:
    """Line number and cells of each row that is not empty; the first line names the columns.

    UTF-8, separated by comma or semicolon. Raises NotASheet, ColumnsMissing, TooManyRows.
    """
    try:
        text = data.decode("utf-8-sig")
        first = text.partition("\n")[0]
        reader = csv.reader(
            io.StringIO(text, newline=""),
            delimiter=";" if first.count(";") > first.count(",") else ",",
            strict=True,
        )
        rows = [(reader.line_num, [nfc(cell).strip() for cell in row]) for row in reader]
    except (UnicodeDecodeError, csv.Error) as error:
        raise NotASheet from error
    if not rows or "\0" in text:
        raise NotASheet
    names = [fold(name).replace(" ", "_") for name in rows[0][1]]
    missing = [name for name in columns if name not in names]
    if missing:
        raise ColumnsMissing(", ".join(missing))
    filled = [(line, row) for line, row in rows[1:] if any(row)]
    if len(filled) > MOST_ROWS:
        raise TooManyRows
    return [(line, {**dict.fromkeys(names, ""), **dict(zip(names, row, strict=False))})
            for line, row in filled]  # fmt: skip


def read_time(text: str) -> datetime | None:
    """A moment as Vietnam's clocks show it, in UTC; None when it is none."""
    for form in TIMES:
        try:
            return datetime.strptime(text, form).replace(tzinfo=clock.VIETNAM).astimezone(UTC)
        except ValueError:
            continue
    return None
