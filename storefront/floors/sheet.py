"""The evidence sheet as CSV: which criterion of which product each place of selling counts for."""

import csv
from collections.abc import Iterable
from io import StringIO

from catalog.kernel import clock
from catalog.kernel.spreadsheets import MARK, safe
from storefront.floors.labels import KIND
from storefront.floors.queries import Evidence, place_name
from storefront.floors.rules import Kind

HEAD = (
    "san_pham", "bo_san_pham", "tieu_chi", "ten_tieu_chi", "van_ban", "loai", "noi_ban",
    "dia_chi", "tu_ngay", "can_bo_da_xem",
)  # fmt: skip


def as_csv(found: Iterable[Evidence]) -> str:
    """With a byte-order mark; an address nobody has looked at says so."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(HEAD)
    for one in found:
        link, criterion = one.link, one.criterion
        seen = f"{clock.local_date(link.checked_at):%d/%m/%Y}" if link.checked_at else "chưa kiểm"
        cells = (
            one.product,
            one.product_set or "",
            criterion.number if criterion else "chưa rõ",
            criterion.title if criterion else "",
            criterion.document if criterion else "",
            KIND[Kind(link.kind)],
            place_name(link.host),
            link.url,
            f"{link.since:%d/%m/%Y}",
            seen,
        )
        writer.writerow(map(safe, cells))
    return MARK + out.getvalue()
