"""The words of opening a shop for the reader."""

from typing import Any

from catalog.kernel.i18n import lazy_
from storefront.onboarding.rules import Check, Kind, ShopState, Status

STATE: dict[ShopState, Any] = {
    ShopState.DRAFT: lazy_("Đang ghi hồ sơ"),
    ShopState.SUBMITTED: lazy_("Chờ cán bộ xác minh"),
    ShopState.RETURNED: lazy_("Trả lại để sửa"),
    ShopState.VERIFIED: lazy_("Đã xác minh, được bán"),
    ShopState.SUSPENDED: lazy_("Đang tạm dừng bán"),
}

WHY_HIDDEN: dict[ShopState, Any] = {
    ShopState.DRAFT: lazy_(
        "Cửa hàng chưa hiện với người mua vì hồ sơ chưa nộp. "
        "Bạn cứ ghi sản phẩm và lô hàng; mọi thứ còn nguyên."
    ),
    ShopState.SUBMITTED: lazy_(
        "Cửa hàng chưa hiện với người mua: cán bộ đang xem hồ sơ. Bạn không phải làm gì thêm."
    ),
    ShopState.RETURNED: lazy_("Cửa hàng chưa hiện với người mua: hồ sơ cần sửa."),
    ShopState.SUSPENDED: lazy_(
        "Cửa hàng đang tạm dừng bán. Mã đã in trên gói hàng vẫn mở được như thường."
    ),
}

NOT_YET = lazy_("Cửa hàng chưa bán được: cán bộ chưa xác minh. Hãy gọi cán bộ của chợ.")

KIND: dict[Kind, Any] = {
    Kind.COMPUTED: lazy_("Máy tự kiểm"),
    Kind.ATTESTED: lazy_("Người bán cam kết"),
    Kind.VERIFIED: lazy_("Cán bộ xem giấy"),
}

CHECK: dict[Check, Any] = {
    Check.LEGAL_FORM: lazy_("Loại hình"),
    Check.TAX_CODE: lazy_("Mã số thuế"),
    Check.ADDRESS: lazy_("Địa chỉ"),
    Check.REPRESENTATIVE: lazy_("Người đại diện"),
    Check.PHONE: lazy_("Số điện thoại"),
    Check.BANK_ACCOUNT: lazy_("Tài khoản ngân hàng"),
}

STATUS: dict[Status, Any] = {
    Status.MET: lazy_("Xong"),
    Status.MISSING: lazy_("Còn thiếu"),
    Status.WAITING: lazy_("Chờ cán bộ"),
    Status.WAIVED: lazy_("Được miễn"),
}
