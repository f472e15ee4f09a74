"""The sheets to fill in: a workbook with all of them and a guide, or one as CSV."""

import csv
from collections.abc import Collection
from io import StringIO

from catalog.kernel.spreadsheets import MARK, safe
from storefront.bulk import queries, rules
from storefront.bulk.rules import GUIDE, HEADINGS, HOUSEHOLD, TITLE, Kind
from traceability.exports.files import as_workbook
from traceability.exports.queries import Content


def workbook(producer_ids: Collection[int], *, is_for_many: bool) -> bytes:
    """Every sheet with what is there now, and how each column is filled in."""
    sheets = [_content(kind, producer_ids, is_for_many=is_for_many) for kind in Kind]
    return as_workbook([*sheets, _guide()])


def sheet(kind: Kind, producer_ids: Collection[int], *, is_for_many: bool) -> str:
    """One of them as CSV with a byte-order mark; no text in it is a formula."""
    found = _content(kind, producer_ids, is_for_many=is_for_many)
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(found.columns)
    writer.writerows(["" if one is None else safe(one) for one in row] for row in found.rows)
    return MARK + out.getvalue()


def _content(kind: Kind, producer_ids: Collection[int], *, is_for_many: bool) -> Content:
    names = [name for name in HEADINGS[kind] if is_for_many or name != HOUSEHOLD]
    rows = {
        Kind.GOODS: queries.list_goods,
        Kind.COUNTS: queries.list_counts,
        Kind.HARVESTS: queries.list_households if is_for_many else _none,
    }[kind](producer_ids)
    return Content(
        TITLE[kind],
        TITLE[kind],
        tuple(HEADINGS[kind][name] for name in names),
        tuple(tuple(row.get(name) for name in names) for row in rows),
    )


def _none(_ids: Collection[int]) -> queries.Rows:
    return []


def _guide() -> Content:
    rows = tuple(
        (TITLE[kind], HEADINGS[kind][name], how, example) for kind, name, how, example in GUIDE
    )
    needed = tuple(
        (TITLE[kind], HEADINGS[kind][name], "phải có cột này", "")
        for kind in Kind
        for name in rules.NEEDED[kind]
    )
    return Content("Hướng dẫn", "", ("Bảng", "Cột", "Cách ghi", "Ví dụ"), (*needed, *rows))
