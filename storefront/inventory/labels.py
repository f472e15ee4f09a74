"""The words for movements and reasons."""

from catalog.kernel.i18n import lazy_
from storefront.inventory.rules import AdjustReason, MovementKind

MOVEMENT = {
    MovementKind.RECEIVE: lazy_("Nhập kho"),
    MovementKind.ADJUST: lazy_("Đếm lại"),
    MovementKind.ALLOCATE: lazy_("Khách đặt"),
    MovementKind.RELEASE: lazy_("Trả lại kho"),
    MovementKind.SHIP: lazy_("Giao đi"),
}

REASON = {
    AdjustReason.COUNTED: lazy_("Đếm thực tế khác sổ"),
    AdjustReason.DAMAGED: lazy_("Hư hỏng"),
    AdjustReason.PAST_DATE: lazy_("Quá hạn dùng"),
    AdjustReason.SOLD_ELSEWHERE: lazy_("Đã bán ngoài chợ"),
    AdjustReason.SAMPLE: lazy_("Làm mẫu, biếu tặng"),
    AdjustReason.OTHER: lazy_("Lý do khác"),
}
