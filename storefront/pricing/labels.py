"""The words of prices and promotions."""

from catalog.kernel.i18n import _, lazy_
from catalog.kernel.money import format_dong
from storefront.pricing.rules.quoting import Refused
from storefront.pricing.rules.terms import Kind, Refusal, Terms

REFUSAL = {
    Refusal.UNKNOWN: lazy_("Không có mã %(code)s. Hãy xem lại từng chữ."),
    Refusal.NOT_YET: lazy_("Mã %(code)s dùng được từ ngày %(starts)s."),
    Refusal.EXPIRED: lazy_("Mã %(code)s đã hết hạn ngày %(ends)s."),
    Refusal.STOPPED: lazy_("Mã %(code)s đã thôi dùng."),
    Refusal.USED_UP: lazy_("Mã %(code)s đã dùng hết lượt."),
    Refusal.USED_BY_YOU: lazy_("Số điện thoại này đã dùng mã %(code)s rồi."),
    Refusal.SOMEONE_ELSES: lazy_("Mã %(code)s dành cho số điện thoại khác."),
    Refusal.NEEDS_PHONE: lazy_("Hãy điền số điện thoại đặt hàng để dùng mã %(code)s."),
    Refusal.NOT_FIRST: lazy_("Mã %(code)s chỉ cho đơn đầu tiên của một số điện thoại."),
    Refusal.NOT_THESE: lazy_("Mã %(code)s không dùng cho các món trong giỏ này."),
    Refusal.TOO_LITTLE: lazy_("Mã %(code)s dùng khi mua từ %(minimum)s tiền hàng của mã."),
    Refusal.NOT_TOGETHER: lazy_("Mã %(code)s không cộng với mã khác trên cùng món hàng."),
    Refusal.NO_FEE: lazy_("Đơn này không có phí giao để giảm, chưa cần mã %(code)s."),
}


def refusal_words(refused: Refused) -> str:
    """Why a code takes nothing off, to its holder."""
    terms = refused.voucher.terms
    return str(REFUSAL[refused.why]) % {
        "code": refused.voucher.code[:20],
        "starts": f"{terms.starts_on:%d/%m/%Y}" if terms else "",
        "ends": f"{terms.ends_on:%d/%m/%Y}" if terms and terms.ends_on else "",
        "minimum": format_dong(terms.minimum) if terms else "",
    }


def percent(basis_points: int) -> str:
    """1050 → "10,5 %"."""
    whole, rest = divmod(basis_points, 100)
    return f"{whole},{rest:02}".rstrip("0").rstrip(",") + "\u00a0%"


def off_words(terms: Terms) -> str:
    """What a promotion takes off: "giảm 10 %, nhiều nhất 50.000 ₫, khi mua từ 300.000 ₫"."""
    if terms.kind == Kind.PERCENT:
        parts = [_("giảm %(percent)s", percent=percent(terms.percent_bp))]
    elif terms.kind == Kind.AMOUNT:
        parts = [_("giảm %(amount)s", amount=format_dong(terms.amount))]
    elif terms.amount:
        parts = [_("giảm phí giao đến %(amount)s", amount=format_dong(terms.amount))]
    else:
        parts = [_("miễn phí giao hàng")]
    if terms.cap is not None:
        parts.append(_("nhiều nhất %(cap)s", cap=format_dong(terms.cap)))
    if terms.minimum:
        parts.append(_("khi mua từ %(minimum)s", minimum=format_dong(terms.minimum)))
    if terms.is_first_order_only:
        parts.append(_("cho đơn đầu tiên"))
    return ", ".join(parts)
