"""The words of a quote's sum, and those that are kept with an order."""

from catalog.kernel.i18n import _
from storefront.checkout.rules import Quote


def sums_of(quote: Quote) -> list[tuple[str, int]]:
    """What the total is made of; nothing taken off is not mentioned, nor delivery of visits."""
    rows = [
        (_("Tiền hàng"), quote.items_total),
        (_("Giảm giá"), -quote.discount),
        (_("Phí giao hàng"), quote.fees),
        (_("Giảm phí giao hàng"), -quote.fee_discount),
    ]
    always = (rows[0], rows[2]) if quote.is_delivered else (rows[0],)
    return [row for row in rows if row[1] or row in always]


def age_statement(age: int) -> str:
    """What a buyer of alcohol declares."""
    return _("Tôi khai rằng tôi đã đủ %(age)s tuổi.", age=age)
