"""A seller's statement as CSV: one line per order, and their sum."""

import csv
from collections.abc import Mapping
from io import StringIO

from catalog.kernel.i18n import _
from catalog.kernel.spreadsheets import MARK, safe
from storefront.payouts.rules import Split


def as_csv(orders: Mapping[str, Split], others: int = 0) -> str:
    """With a byte-order mark; amounts are numbers, what is taken off stands below zero.

    `others` is what was carried over from before, in the platform's transfer alone.
    """
    out = StringIO()
    out.write(MARK)
    rows = csv.writer(out)
    rows.writerow(
        map(
            str,
            (_("Đơn hàng"), _("Tiền hàng"), _("Phí giao hàng"), _("Sàn bù tiền giảm giá"),
             _("Trả lại người mua"), _("Tiền gói hộp quà"),
             _("Phí sàn và thuế của phí"), _("Thuế khấu trừ"),
             _("Phần của bạn"), _("Bạn đã cầm tiền mặt"), _("Sàn chuyển khoản")),
        )
    )  # fmt: skip
    for number, one in orders.items():
        rows.writerow([safe(number), *_cells(one)])
    total = sum(orders.values(), Split())
    if others:
        rows.writerow([str(_("Khoản khác chuyển sang từ kỳ trước")), *[""] * 9, others])
    *parts, by_platform = _cells(total)
    rows.writerow([str(_("Cộng")), *parts, by_platform + others])
    return out.getvalue()


def _cells(one: Split) -> list[int]:
    parts = [one.goods, one.delivery, one.subsidy, one.returned, one.packing, one.fee, one.tax]
    return [*parts, one.yours, one.cash, one.by_platform]
