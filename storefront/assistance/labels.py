"""The words of assistance."""

from typing import Any

from catalog.kernel.i18n import lazy_
from storefront.assistance.rules import How, Scope

SCOPE: dict[Scope, Any] = {
    Scope.GOODS: lazy_("Sản phẩm, giá và kho"),
    Scope.TRACE: lazy_("Lô hàng, nhật ký và tem"),
    Scope.ALL: lazy_("Cả hai, thêm hồ sơ mở cửa hàng và gói đơn"),
}
HOW: dict[How, Any] = {
    How.CODE: lazy_("Mã gửi tới điện thoại của hộ"),
    How.PAPER: lazy_("Đã xem giấy đồng ý"),
}
