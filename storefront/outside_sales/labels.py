"""The words of other floors' orders."""

from typing import Any

from catalog.kernel.i18n import lazy_
from storefront.outside_sales.rules import Refusal

COLUMN: dict[str, Any] = {
    "ma_don": lazy_("Mã đơn của sàn"),
    "ngay_ban": lazy_("Ngày bán"),
    "ma_quy_cach": lazy_("Mã quy cách, hoặc tên hàng và quy cách"),
    "so_luong": lazy_("Số lượng"),
    "trang_thai": lazy_("Trạng thái đơn (nếu có)"),
}

REFUSAL: dict[Refusal, Any] = {
    Refusal.FORMULA: lazy_("có ô là công thức: hãy dán giá trị"),
    Refusal.NO_NUMBER: lazy_("thiếu mã đơn, hoặc mã bị phần mềm bảng tính làm tròn"),
    Refusal.NO_DAY: lazy_("ngày bán không có thật, ghi như 22/11/2026"),
    Refusal.DAY_TO_COME: lazy_("ngày bán ở tương lai"),
    Refusal.TOO_OLD: lazy_("ngày bán đã quá một năm"),
    Refusal.OTHER_DAY: lazy_("cùng mã đơn mà khác ngày với dòng trên"),
    Refusal.UNKNOWN_GOODS: lazy_("không có quy cách này trong cửa hàng của bạn"),
    Refusal.NO_UNITS: lazy_("số lượng phải là số nguyên lớn hơn 0"),
    Refusal.SHORT: lazy_("kho không đủ hàng bán được ngày đó"),
}
