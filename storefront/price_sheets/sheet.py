"""Every price as a spreadsheet whose last two columns wait to be filled in."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import Any

from sqlalchemy import Row

from catalog.kernel.spreadsheets import MARK, safe
from storefront.price_sheets.rules import COLUMNS

HEAD = (COLUMNS[0], "chu_the", "san_pham", "quy_cach", *COLUMNS[1:])


def as_csv(rows: Iterable[Row[*tuple[Any, ...]]]) -> Iterator[str]:
    """With a byte-order mark; names of people are never formulas. Columns as they are read back."""
    yield MARK + _line(HEAD)
    for row in rows:
        names = map(safe, (row.producer or "", row.product, row.size))
        yield _line([row.id, *names, row.price, "", ""])


def _line(cells: Iterable[object]) -> str:
    out = StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()
