"""The words of an addition: its sum, and what the law wants read beside the goods."""

from collections.abc import Iterable

from catalog.kernel.i18n import _
from catalog.restrictions.labels import sentence
from storefront.amendments.rules import Addition, Offered


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


def sentences_of(goods: Iterable[Offered]) -> list[str]:
    """The mandatory sentences of these goods, each once."""
    return list(dict.fromkeys(sentence(duty) for one in goods for duty in one.sentences))
