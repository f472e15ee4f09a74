"""The words for what a rate is of, and for which orders."""

from catalog.kernel.i18n import lazy_
from storefront.withholding.rules import Activity, Held

ACTIVITY = {
    Activity.GOODS: lazy_("Bán hàng hóa"),
    Activity.SERVICES: lazy_("Dịch vụ: buổi tham quan, tiền gói hộp quà"),
}

HELD = {
    Held.ANY: lazy_("Mọi đơn, kể cả người bán tự thu tiền mặt"),
    Held.PLATFORM: lazy_("Chỉ đơn mà tiền đi qua sàn"),
}
