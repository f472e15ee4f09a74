"""The bank's file of a batch: one line per transfer, the same however often it is taken."""

import csv
from io import StringIO

from catalog.kernel.i18n import _
from catalog.kernel.spreadsheets import MARK, safe
from storefront.payouts.models import PayoutBatch
from storefront.payouts.rules import bank_words


def as_csv(batch: PayoutBatch) -> str:
    """With a byte-order mark. The purpose names the payout, so a bank shows it if it came twice."""
    out = StringIO()
    out.write(MARK)
    rows = csv.writer(out)
    rows.writerow(
        map(
            str,
            (_("STT"), _("Số tài khoản"), _("Chủ tài khoản"), _("Ngân hàng"), _("Mã ngân hàng"),
             _("Số tiền"), _("Nội dung chuyển khoản")),
        )
    )  # fmt: skip
    for place, one in enumerate(batch.payouts, start=1):
        purpose = bank_words(f"Chi tra nguoi ban {one.number}")
        bank = [safe(one.bank_name), one.bank_bin]
        rows.writerow([place, one.account, safe(one.holder), *bank, one.amount, purpose])
    return out.getvalue()
