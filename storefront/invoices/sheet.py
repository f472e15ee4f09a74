"""Requests as a spreadsheet for e-invoice software: one row a line; cells are never formulas.

Tax rates are left to the software: they follow from the seller's kind and goods.
"""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from catalog.kernel.clock import local_date
from catalog.kernel.i18n import _
from catalog.kernel.spreadsheets import MARK, safe
from storefront.invoices.models import InvoiceRequest
from storefront.invoices.queries import draft_of


def as_csv(requests: Iterable[InvoiceRequest]) -> Iterator[str]:
    """With a byte-order mark, so that spreadsheets read the accents."""
    yield MARK + _line(
        (
            _("Mã đơn"),
            _("Người bán"),
            _("Mã số thuế người bán"),
            _("Tên đơn vị trên hóa đơn"),
            _("Mã số thuế"),
            _("Địa chỉ trên hóa đơn"),
            _("E-mail nhận hóa đơn"),
            _("Ngày đặt"),
            _("Tên hàng"),
            _("Số lượng"),
            _("Thành tiền (đã gồm thuế nếu có)"),
        )
    )
    for one in requests:
        draft, placed = draft_of(one), local_date(one.order.group.placed_at)
        for item in draft.items:
            cells = (
                draft.order_number,
                draft.seller_name,
                draft.seller_tax_code or "",
                draft.company_name,
                draft.tax_code,
                draft.address,
                draft.email,
                f"{placed:%Y-%m-%d}",
                item.name,
                item.quantity,
                item.amount,
            )
            yield _line(map(safe, cells))


def _line(cells: Iterable[object]) -> str:
    out = StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()
