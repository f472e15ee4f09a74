"""The words for movements and reasons."""

from catalog.kernel.i18n import lazy_
from storefront.inventory.rules import AdjustReason, HeldBack, MovementKind

MOVEMENT = {
    MovementKind.RECEIVE: lazy_("Nhập kho"),
    MovementKind.ADJUST: lazy_("Đếm lại"),
    MovementKind.ALLOCATE: lazy_("Khách đặt"),
    MovementKind.RELEASE: lazy_("Trả lại kho"),
    MovementKind.SHIP: lazy_("Giao đi"),
    MovementKind.RETURN: lazy_("Hàng quay về"),
}

REASON = {
    AdjustReason.COUNTED: lazy_("Đếm thực tế khác sổ"),
    AdjustReason.DAMAGED: lazy_("Hư hỏng"),
    AdjustReason.PAST_DATE: lazy_("Quá hạn dùng"),
    AdjustReason.SOLD_ELSEWHERE: lazy_("Đã bán ngoài chợ"),
    AdjustReason.SAMPLE: lazy_("Làm mẫu, biếu tặng"),
    AdjustReason.OTHER: lazy_("Lý do khác"),
}

HELD_BACK = {
    HeldBack.RECALLED: lazy_("Không bán: lô đang bị thu hồi hoặc tạm giữ"),
    HeldBack.NOT_RELEASED: lazy_("Chưa bán: lô chưa được cho xuất bán"),
    HeldBack.TOO_OLD: lazy_("Không bán: không còn đủ hạn dùng"),
}
