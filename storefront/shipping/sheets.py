"""Reading the sheets of carriers: which row says what."""

from collections.abc import Sequence
from datetime import UTC, datetime

from catalog.kernel import clock
from catalog.kernel.sheets import NoRows, read_sheet
from storefront.shipping.errors import ColumnsMissing

TIMES = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M")


def read_rows(data: bytes, columns: Sequence[str]) -> list[tuple[int, dict[str, str]]]:
    """Row number and cells of each row that is not empty; the first row names the columns.

    Raises ColumnsMissing, and what the kernel's sheets cannot read.
    """
    try:
        sheet = read_sheet(data)
    except NoRows:
        return []
    if missing := [name for name in columns if name not in sheet.names]:
        raise ColumnsMissing(", ".join(missing))
    return [(row.line, row.cells) for row in sheet.rows]


def read_time(text: str) -> datetime | None:
    """A moment as Vietnam's clocks show it, in UTC; None when it is none."""
    for form in TIMES:
        try:
            return datetime.strptime(text, form).replace(tzinfo=clock.VIETNAM).astimezone(UTC)
        except ValueError:
            continue
    return None
