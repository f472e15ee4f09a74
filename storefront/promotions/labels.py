"""The words of promotions for those who run them."""

from catalog.kernel.i18n import _, lazy_
from storefront.pricing.labels import percent
from storefront.pricing.models import Promotion
from storefront.pricing.rules.terms import WHOLE, Kind, Scope
from storefront.promotions.rules import Standing

KIND = {
    Kind.PERCENT: lazy_("Giảm phần trăm"),
    Kind.AMOUNT: lazy_("Giảm số tiền"),
    Kind.DELIVERY: lazy_("Giảm phí giao hàng"),
}
SCOPE = {
    Scope.ALL: lazy_("Mọi mặt hàng"),
    Scope.SELLERS: lazy_("Hàng của những người bán chọn dưới đây"),
    Scope.PRODUCTS: lazy_("Những sản phẩm ghi dưới đây"),
}
STANDING = {
    Standing.COMING: lazy_("Chưa đến ngày"),
    Standing.RUNNING: lazy_("Đang chạy"),
    Standing.OVER: lazy_("Đã hết"),
    Standing.STOPPED: lazy_("Đã dừng"),
}
OPENS = {
    "tu-dong": lazy_("Tự áp dụng cho mọi khách"),
    "ma": lazy_("Khách nhập mã"),
}


def payer_words(promotion: Promotion) -> str:
    """Who bears what is taken off."""
    if promotion.platform_bp == WHOLE:
        return _("Sàn chịu")
    if not promotion.platform_bp:
        return _("Người bán chịu")
    return _("Sàn chịu %(percent)s, còn lại người bán", percent=percent(promotion.platform_bp))
