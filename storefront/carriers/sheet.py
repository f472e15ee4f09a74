"""The list of parcels to hand over, as CSV: for a carrier's clerk, or its import page."""

import csv
from collections.abc import Iterable
from io import StringIO

from catalog.kernel.i18n import _
from catalog.kernel.spreadsheets import MARK, safe
from catalog.products.labels import GOODS_CLASS
from catalog.products.rules import GoodsClass
from storefront.carriers.labels import INSPECTION
from storefront.carriers.queries import cash_of
from storefront.carriers.rules import Inspection
from storefront.orders.models import Order


def as_csv(orders: Iterable[Order]) -> str:
    """One line per parcel. With a byte-order mark; cells are never formulas."""
    out = StringIO()
    out.write(MARK)
    rows = csv.writer(out)
    rows.writerow(
        map(
            str,
            (_("Mã đơn"), _("Mã kiện"), _("Người nhận"), _("Điện thoại"), _("Địa chỉ"),
             _("Xã, phường"), _("Tỉnh, thành phố"), _("Khối lượng (gam)"), _("Loại hàng"),
             _("Tiền thu hộ (đồng)"), _("Kiểm hàng"), _("Tuổi người nhận"), _("Ghi chú")),
        )
    )  # fmt: skip
    for order in orders:
        to, parcel = order.goes_to, order.parcel
        # The apostrophe keeps the plus of a number from starting a formula.
        given = [to.name, to.phone, to.street, to.commune_name, to.province_name]
        rows.writerow(
            [
                order.number,
                parcel.code if parcel else "",
                *map(safe, given),
                order.weight_g,
                str(GOODS_CLASS[GoodsClass(order.goods_class)]),
                cash_of(order),
                str(INSPECTION[Inspection((parcel and parcel.inspection) or Inspection.LOOK)]),
                order.min_age or "",
                safe(order.group.note or ""),
            ]
        )
    return out.getvalue()
