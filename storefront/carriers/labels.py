"""The words for bookings."""

from typing import Any

from catalog.kernel.i18n import lazy_
from storefront.carriers.rules import BookingState, Inspection

INSPECTION: dict[Inspection, Any] = {
    Inspection.LOOK: lazy_("Khách được xem hàng, không thử"),
    Inspection.TRY: lazy_("Khách được xem và thử hàng"),
    Inspection.NONE: lazy_("Không mở kiện trước khi trả tiền"),
}
STATE: dict[BookingState, Any] = {
    BookingState.STARTED: lazy_(
        "Đang chờ bên giao hàng trả lời. Chợ tự hỏi lại, bạn không cần bấm lần nữa."
    ),
    BookingState.BOOKED: lazy_("Bên giao hàng sẽ đến lấy."),
    BookingState.REFUSED: lazy_("Bên giao hàng không nhận kiện này."),
    BookingState.CANCELLING: lazy_("Đang hủy, chờ bên giao hàng trả lời."),
    BookingState.CANCELLED: lazy_("Đã hủy lần gọi này."),
}
