"""The inspector's list as a file for a spreadsheet; cells are never formulas."""

import csv
from collections.abc import Iterable
from decimal import Decimal
from io import StringIO

from catalog.kernel.i18n import _
from catalog.kernel.spreadsheets import MARK, safe
from traceability.balance.labels import STANDINGS
from traceability.balance.queries import SeasonBalance


def as_csv(seasons: Iterable[SeasonBalance]) -> str:
    """Every season in the order given, with a byte-order mark, kilograms as plain numbers."""
    out = StringIO()
    out.write(MARK)
    rows = csv.writer(out)
    head = (
        _("Vùng"),
        _("Chủ thể"),
        _("Cây trồng, vật nuôi"),
        _("Mùa vụ"),
        _("Diện tích (ha)"),
        _("Mức một ha"),
        _("Theo văn bản, tài liệu"),
        _("Chênh cho phép (phần trăm)"),
        _("Đã khai (kg)"),
        _("Thường thấy đến (kg)"),
        _("So với mức"),
        _("Nhận xét"),
    )
    rows.writerow(head)
    for one in seasons:
        words = (one.code, one.producer or "", one.cap.crop, one.cap.season)
        source = (one.cap.as_entered, one.cap.source)
        rows.writerow(
            [
                *map(safe, words),
                _plain(one.hectares),
                *map(safe, source),
                one.percent,
                _plain(one.claims.kg),
                _plain(one.allowed),
                "" if one.share is None else one.share,
                str(STANDINGS[one.standing]),
            ]
        )
    return out.getvalue()


def _plain(amount: Decimal | None) -> str:
    return "" if amount is None else f"{amount.normalize():f}"
