"""The words for what a code allows, as they stand in its text: "mã để …"."""

from catalog.kernel.i18n import lazy_
from storefront.one_time_codes.rules import Purpose

PURPOSE = {
    Purpose.CONFIRM_ORDER: lazy_("xác nhận đơn trả tiền khi nhận hàng"),
    Purpose.SEE_ORDERS: lazy_("xem các đơn đã mua bằng số này"),
    Purpose.OPEN_SHOP: lazy_("mở gian hàng bằng số này"),
    Purpose.SIGN_UP: lazy_("mở tài khoản bằng số này"),
    Purpose.PERSONAL_DATA: lazy_("xem hoặc xóa dữ liệu cá nhân gắn với số này"),
    Purpose.LET_HELP: lazy_("cho người ngồi cạnh làm thay bạn; chỉ tự tay bạn gõ"),
    Purpose.CHANGE_PHONE: lazy_("chuyển tài khoản của bạn sang số này"),
    Purpose.JOIN_SHOP: lazy_("vào làm ở cơ sở của người ngồi cạnh; chỉ tự tay bạn gõ"),
    Purpose.COME_BACK: lazy_("vào lại tài khoản bằng số mới"),
}
