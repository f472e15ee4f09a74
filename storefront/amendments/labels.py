"""The words of an addition's sum."""

from catalog.kernel.i18n import _
from storefront.amendments.rules import Addition


def sums_of(addition: Addition) -> list[tuple[str, int]]:
    """From what the order costs now to what it will; nothing taken off is not mentioned."""
    change = addition.change
    rows = [
        (_("Đơn đang là"), addition.total_before),
        (_("Tiền hàng thêm"), change.items_total),
        (_("Giảm giá"), -change.discount),
        (_("Phí giao hàng thêm"), change.shipping_fee),
        (_("Giảm phí giao hàng"), -change.shipping_discount),
    ]
    return [row for row in rows if row[1] or row[0] == rows[3][0]]
