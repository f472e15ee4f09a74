"""The words for movements and reasons."""

from datetime import date

from catalog.kernel import clock
from catalog.kernel.i18n import _, lazy_
from storefront.closures.labels import back_words as _back_words
from storefront.inventory.models import StockTap
from storefront.inventory.rules import LESS_BECAUSE, AdjustReason, HeldBack, MovementKind, Tap

__all__ = ["HELD_BACK", "LESS_BECAUSE", "MOVEMENT", "REASON", "back_words", "tap_words"]

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
    AdjustReason.MISTAPPED: lazy_("Bấm nhầm, hoàn lại"),
    AdjustReason.TAKEN_BACK: lazy_("Bỏ đơn sàn khác ghi nhầm"),
}

HELD_BACK = {
    HeldBack.RECALLED: lazy_("Không bán: lô đang bị thu hồi hoặc tạm giữ"),
    HeldBack.NOT_RELEASED: lazy_("Chưa bán: lô chưa được cho xuất bán"),
    HeldBack.TOO_OLD: lazy_("Không bán: không còn đủ hạn dùng"),
}


def back_words(back_on: date) -> str:
    """When goods are sold again."""
    return _back_words(back_on, clock.today())


def tap_words(tap: StockTap) -> str:
    """What the last press did."""
    if tap.kind == Tap.MORE:
        return _("Vừa thêm %(units)s.", units=tap.units)
    if tap.kind == Tap.NONE:
        return _("Vừa ghi hết hàng, bớt %(units)s.", units=-tap.units)
    return _("Vừa bớt %(units)s.", units=-tap.units)
