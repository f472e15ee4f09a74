"""The monthly filing as CSV: a line per seller and kind of income, for the accountant."""

import csv
from collections.abc import Iterable
from io import StringIO

from catalog.kernel.i18n import _
from catalog.kernel.spreadsheets import MARK, safe
from catalog.producers.labels import LEGAL_FORM
from catalog.producers.rules import LegalForm
from storefront.withholding.labels import ACTIVITY
from storefront.withholding.queries import Filed
from storefront.withholding.rules import Activity


def as_csv(filed: Iterable[Filed]) -> str:
    """With a byte-order mark, so that spreadsheets read the accents; cells are never formulas."""
    out = StringIO()
    out.write(MARK)
    rows = csv.writer(out)
    rows.writerow(
        map(
            str,
            (_("Mã số thuế"), _("Người bán"), _("Loại hình người bán"), _("Thu từ"), _("Số đơn"),
             _("Doanh thu"), _("Hàng trả lại"), _("Thuế GTGT"), _("Thuế TNCN")),
        )
    )  # fmt: skip
    for one in filed:
        form = str(LEGAL_FORM[LegalForm(one.legal_form)])
        source = str(ACTIVITY[Activity(one.activity)])
        named = [safe(one.tax_code or ""), safe(one.seller_name), form, source]
        # Amounts stay numbers: a minus before a figure of ours is no formula.
        rows.writerow([*named, one.orders, one.sold, one.returned, one.vat, one.pit])
    return out.getvalue()
