"""The words of listing for the reader."""

from typing import Any

from catalog.kernel.i18n import _, lazy_, speaking
from catalog.kernel.money import format_dong
from catalog.kernel.money_words import dong_in_words
from catalog.kernel.text import nfc
from catalog.products.labels import net_text, unit_price_text
from catalog.products.rules import NetUnit
from storefront.listing.rules import LOOSE, UNTOLD, Net, Step

NEXT: dict[Step, Any] = {
    Step.PHOTO: lazy_("Chụp ảnh"),
    Step.GOODS: lazy_("Ghi tên và giá"),
    Step.CONFIRM: lazy_("Xem lại rồi đăng"),
}
PAGE: dict[Step, str] = {
    Step.PHOTO: "listing_seller.photo_list",
    Step.GOODS: "listing_seller.goods",
    Step.CONFIRM: "listing_seller.confirm",
}


def size_name(pack: str, net: Net) -> str:
    """How the size is called on the shelf, in Vietnamese: "chai 500 ml", "kg", "hộp 4 cái"."""
    if pack in LOOSE or net == UNTOLD:
        return pack
    return f"{pack} {net_said(net)}"


def net_said(net: Net | None) -> str:
    """As the form reads it again: "500 g", "1,5 lít"."""
    if net is None:
        return ""
    with speaking("vi"):
        return nfc(net_text(net.amount, net.unit))


def price_said(price: int) -> str:
    """ "185.000 ₫, một trăm tám mươi lăm nghìn đồng": what was typed, read back."""
    return f"{format_dong(price)}, {dong_in_words(price)}"


def per_unit(price: int, net: Net | None) -> str:
    """The price of a kilogram or litre, where what a pack holds is known; else nothing."""
    if net is None or net.unit not in (NetUnit.GRAM, NetUnit.MILLILITRE):
        return ""
    return _("tức là %(price)s", price=unit_price_text(price, net.amount, net.unit))
