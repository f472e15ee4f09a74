"""Orders as a spreadsheet, sent as it is read; names, numbers and streets of buyers stay out."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from catalog.kernel.clock import local_date
from catalog.kernel.i18n import _
from catalog.kernel.spreadsheets import MARK, safe
from storefront.orders.labels import DESK_STATUS
from storefront.orders.models import Order
from storefront.orders.rules import OrderStatus
from storefront.payments.labels import METHOD
from storefront.payments.rules import Method


def as_csv(orders: Iterable[Order]) -> Iterator[str]:
    """With a byte-order mark, so that spreadsheets read the accents; cells are never formulas."""
    yield MARK + _line(
        str(name)
        for name in (
            _("Mã đơn"),
            _("Ngày đặt"),
            _("Người bán"),
            _("Tình trạng"),
            _("Cách trả tiền"),
            _("Xã, phường"),
            _("Tỉnh, thành"),
            _("Hứa giao từ"),
            _("Hứa giao trước"),
            _("Tiền hàng"),
            _("Giảm giá"),
            _("Phí giao hàng"),
            _("Tổng"),
        )
    )
    for order in orders:
        yield _line(map(safe, _cells(order)))


def _cells(order: Order) -> tuple[object, ...]:
    group, to = order.group, order.goes_to
    return (
        order.number,
        f"{local_date(group.placed_at):%Y-%m-%d}",
        order.seller_name,
        str(DESK_STATUS[OrderStatus(order.status)]),
        str(METHOD[Method(group.payment_method)]),
        to.commune_name,
        to.province_name,
        f"{order.promised_from:%Y-%m-%d}",
        f"{order.promised_to:%Y-%m-%d}",
        order.items_total,
        order.discount + order.shipping_discount,
        order.shipping_fee,
        order.total,
    )


def _line(cells: Iterable[object]) -> str:
    out = StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()
