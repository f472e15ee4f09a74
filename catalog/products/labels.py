"""The words of products for the reader."""

from decimal import Decimal
from typing import Any

from catalog.kernel.i18n import _, language, lazy_
from catalog.kernel.money import NO_BREAK_SPACE, format_dong
from catalog.products.rules import (
    GoodsClass,
    Missing,
    NetUnit,
    PriceReason,
    read_reason,
    unit_price,
)

PER = {"kg": "kg", "l": lazy_("lít"), "piece": lazy_("cái"), "visit": lazy_("lượt")}
NET_UNIT: dict[NetUnit, Any] = {
    NetUnit.GRAM: lazy_("gam"),
    NetUnit.MILLILITRE: lazy_("mililít"),
    NetUnit.PIECE: lazy_("cái"),
    NetUnit.VISIT: lazy_("lượt"),
}
GOODS_CLASS: dict[GoodsClass, Any] = {
    GoodsClass.DRY: lazy_("hàng khô"),
    GoodsClass.CHILLED: lazy_("hàng giữ lạnh"),
    GoodsClass.FRESH: lazy_("hàng tươi sống"),
}
HOW_IT_TRAVELS: dict[GoodsClass, Any] = {
    GoodsClass.DRY: lazy_("Hàng khô: để nhiều ngày ở nhiệt độ thường"),
    GoodsClass.CHILLED: lazy_("Hàng giữ lạnh: phải ở trong lạnh khi chở"),
    GoodsClass.FRESH: lazy_("Hàng tươi sống: rau, quả, thịt, cá phải đến nhanh"),
}
PRICE_REASON: dict[PriceReason, Any] = {
    PriceReason.COSTS: lazy_("Nguyên liệu, công làm đắt lên"),
    PriceReason.SEASON_BEGINS: lazy_("Vào vụ"),
    PriceReason.SEASON_ENDS: lazy_("Hết vụ, hàng hiếm"),
    PriceReason.SELL_OFF: lazy_("Bán cho hết hàng"),
    PriceReason.MISTAKE: lazy_("Giá trước ghi nhầm"),
    PriceReason.OTHER: lazy_("Lý do khác"),
}
MISSING: dict[Missing, Any] = {
    Missing.NAME: lazy_("tên sản phẩm"),
    Missing.PRODUCER: lazy_("chủ thể"),
    Missing.PRODUCT_SET: lazy_("bộ sản phẩm"),
    Missing.SUMMARY: lazy_("lời giới thiệu"),
    Missing.PICTURE: lazy_("ảnh"),
    Missing.VARIANT: lazy_("quy cách và giá"),
}


def reason_words(text: str) -> str:
    """Why a price was changed, as its history shows it."""
    reason, note = read_reason(text)
    if reason == PriceReason.OTHER:
        return note
    return f"{PRICE_REASON[reason]}: {note}" if note else str(PRICE_REASON[reason])


def unit_price_text(price: int, net_amount: Decimal, unit: str) -> str:
    """ "190.000 ₫/kg": what goods of different sizes are compared by."""
    found = unit_price(price, Decimal(net_amount), NetUnit(unit))
    return f"{format_dong(found.amount)}/{PER[found.per]}"


def net_text(net_amount: Decimal, unit: str) -> str:
    """The net content as it is written on packs: "500 g", "1,5 kg", "750 ml", "6 cái"."""
    amount, sign = Decimal(net_amount), unit
    if unit == NetUnit.GRAM and amount >= 1000:
        amount, sign = amount / 1000, "kg"
    elif unit == NetUnit.MILLILITRE and amount >= 1000:
        amount, sign = amount / 1000, _("lít")
    elif unit in (NetUnit.PIECE, NetUnit.VISIT):
        sign = str(PER[unit])
    number = f"{amount.normalize():f}"
    if language() == "vi":
        number = number.replace(".", ",")
    return f"{number}{NO_BREAK_SPACE}{sign}"
