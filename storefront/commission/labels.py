"""The words for what rules apply to, and percents as people write them."""

from catalog.kernel.i18n import lazy_
from storefront.commission.rules import Scope

SCOPE = {
    Scope.ALL: lazy_("Mọi mặt hàng"),
    Scope.PRODUCER: lazy_("Người bán"),
    Scope.LEGAL_FORM: lazy_("Loại hình người bán"),
    Scope.PRODUCT_SET: lazy_("Bộ sản phẩm"),
}
FAULT = {
    "scope": lazy_("không rõ áp dụng cho ai"),
    "percent": lazy_("phần trăm ngoài khoảng"),
    "limits": lazy_("mức thấp nhất và cao nhất trái nhau"),
    "days": lazy_("ngày cuối trước ngày đầu"),
}


def percent(basis_points: int) -> str:
    """250 → "2,5 %"."""
    whole, rest = divmod(basis_points, 100)
    return f"{whole},{rest:02}".rstrip("0").rstrip(",") + "\u00a0%"
