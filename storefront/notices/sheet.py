"""The inspector's list: every batch a recall reaches, and every buyer, as CSV.

Columns follow the key data elements of one step back and one forward (Circular
02/2024/TT-BKHCN): which goods, how much, from whom, to whom, when.
"""

import csv
from io import StringIO

from catalog.kernel.clock import local_date
from catalog.kernel.i18n import _
from catalog.kernel.spreadsheets import MARK, safe
from storefront.notices import queries, reaching
from storefront.orders.labels import SHORT
from storefront.orders.rules import OrderStatus
from storefront.outside_sales.queries import list_of_batches
from traceability.batches.rules import RecallState
from traceability.recalls.labels import STATES


def as_csv(batch_id: int) -> str:
    """With a byte-order mark, so that spreadsheets read the accents; cells are never formulas."""
    out = StringIO()
    out.write(MARK)
    rows = csv.writer(out)
    accounts = reaching.account_for(batch_id)
    rows.writerow(
        map(
            str,
            (_("Lô"), _("Hàng"), _("Chủ thể"), _("Tình trạng"), _("Cả lô"), _("Đơn vị"),
             _("Còn trong kho"), _("Đã bán"), _("Bán ở sàn khác"), _("Dùng làm lô khác"),
             _("Xuất, tiêu hủy"),
             _("Chưa rõ ở đâu")),
        )
    )  # fmt: skip
    for one in accounts:
        state = str(STATES[RecallState(one.state)])
        amounts = (one.here, one.sold, one.elsewhere, one.used, one.gone, one.missing)
        rows.writerow(
            [*map(safe, (one.code, one.name, one.producer, state)), plain(one.whole), one.unit]
            + [plain(amount) for amount in amounts]
        )
    rows.writerow([])
    rows.writerow(
        map(
            str,
            (_("Đơn hàng"), _("Ngày đặt"), _("Bước"), _("Lô"), _("Hàng"), _("Số lượng"),
             _("Người mua"), _("Điện thoại"), _("Người nhận"), _("Số gọi người nhận"),
             _("Địa chỉ")),
        )
    )  # fmt: skip
    for line in queries.list_lines_of(reaching.reached_ids(batch_id)):
        place = f"{line.street}, {line.commune_name}, {line.province_name}"
        goods = f"{line.product_name}, {line.variant_name}"
        day = f"{local_date(line.placed_at):%d/%m/%Y}"
        step = str(SHORT[OrderStatus(line.status)])
        cells = (line.number, day, step, line.batch_code, goods, line.quantity)
        people = (line.buyer_name, line.phone, line.recipient or "", line.recipient_phone or "")
        rows.writerow(map(safe, (*cells, *people, place)))
    rows.writerow([])
    heads = (_("Sàn"), _("Mã đơn của sàn"), _("Ngày bán"), _("Lô"), _("Số lượng"))
    rows.writerow(map(str, heads))
    for sale in list_of_batches(reaching.reached_ids(batch_id)):
        day = f"{sale.sold_on:%d/%m/%Y}"
        rows.writerow(map(safe, (sale.floor, sale.number, day, sale.code, sale.quantity)))
    return out.getvalue()


def plain(amount: object) -> str:
    """12.500 as 12.5, 12.000 as 12."""
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
