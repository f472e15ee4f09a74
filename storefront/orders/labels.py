"""The words for statuses and reasons: one set for the buyer, one for the seller."""

from typing import Any

from catalog.kernel.i18n import lazy_
from storefront.orders.rules import (
    NOT_PAID_IN_TIME,
    CancelReason,
    OrderStatus,
    Party,
    RefusalReason,
    ReturnReason,
)
from storefront.quotas.labels import PROMISE_REASON

STATUS = {
    OrderStatus.UNPAID: lazy_("Chờ bạn chuyển khoản"),
    OrderStatus.PLACED: lazy_("Đã đặt, chờ người bán gói hàng"),
    OrderStatus.PACKED: lazy_("Đã gói xong, chờ giao đi"),
    OrderStatus.HANDED_OVER: lazy_("Đang trên đường giao"),
    OrderStatus.DELIVERED: lazy_("Đã giao, đã trả tiền"),
    OrderStatus.CANCELLED: lazy_("Đã hủy, bạn không phải trả gì"),
    OrderStatus.REFUSED: lazy_("Người bán không nhận đơn, bạn không phải trả gì"),
    OrderStatus.UNDELIVERED: lazy_("Kiện không giao được và đã quay về người bán"),
}

OF_VISIT = {
    **STATUS,
    OrderStatus.PLACED: lazy_("Đã giữ chỗ"),
    OrderStatus.DELIVERED: lazy_("Đã tham quan"),
    OrderStatus.REFUSED: lazy_("Buổi tham quan không diễn ra, bạn không phải trả gì"),
}
"""The same for a visit: nothing is packed or sent."""

SHORT = {
    OrderStatus.UNPAID: lazy_("Chờ chuyển khoản"),
    OrderStatus.PLACED: lazy_("Đã đặt"),
    OrderStatus.PACKED: lazy_("Đã gói"),
    OrderStatus.HANDED_OVER: lazy_("Đã giao đi"),
    OrderStatus.DELIVERED: lazy_("Đã nhận hàng"),
    OrderStatus.CANCELLED: lazy_("Đã hủy"),
    OrderStatus.REFUSED: lazy_("Bị từ chối"),
    OrderStatus.UNDELIVERED: lazy_("Hàng quay về"),
}

FOR_SELLER = {
    OrderStatus.UNPAID: lazy_("Khách chưa chuyển khoản"),
    OrderStatus.PLACED: lazy_("Cần gói"),
    OrderStatus.PACKED: lazy_("Chờ giao đi"),
    OrderStatus.HANDED_OVER: lazy_("Đang giao"),
    OrderStatus.DELIVERED: lazy_("Đã xong"),
    OrderStatus.CANCELLED: lazy_("Đã hủy"),
    OrderStatus.REFUSED: lazy_("Đã từ chối"),
    OrderStatus.UNDELIVERED: lazy_("Hàng quay về"),
}

FILTER = {
    "can-goi": lazy_("Cần gói"),
    "cho-giao": lazy_("Chờ giao đi"),
    "dang-giao": lazy_("Đang giao"),
    "da-xong": lazy_("Đã xong"),
    "khong-ban": lazy_("Đã hủy, từ chối, quay về"),
}

DO = {
    OrderStatus.PACKED: lazy_("Đã gói xong"),
    OrderStatus.HANDED_OVER: lazy_("Đã giao đi"),
    OrderStatus.DELIVERED: lazy_("Khách đã nhận, tôi đã nhận tiền"),
}

DO_PREPAID = {**DO, OrderStatus.DELIVERED: lazy_("Khách đã nhận hàng")}


REASON = {
    RefusalReason.SOLD_OUT: lazy_("Hết hàng"),
    RefusalReason.DAMAGED: lazy_("Hàng bị hỏng"),
    RefusalReason.TOO_FAR: lazy_("Không giao được đến nơi này"),
    RefusalReason.NO_ANSWER: lazy_("Không liên lạc được người mua"),
    RefusalReason.OTHER: lazy_("Lý do khác"),
}

RETURN_REASON = {
    ReturnReason.BUYER_REFUSED: lazy_("Người nhận từ chối nhận"),
    ReturnReason.NOT_REACHED: lazy_("Không gặp, không gọi được người nhận"),
    ReturnReason.WRONG_ADDRESS: lazy_("Sai hoặc thiếu địa chỉ"),
    ReturnReason.LOST_WAY: lazy_("Bên giao hàng làm chậm, hỏng hoặc lạc"),
}

CANCEL_REASON = {
    CancelReason.BUYER_ASKED: lazy_("Người mua nhờ hủy"),
    CancelReason.SELLER_SILENT: lazy_("Người bán không gửi hàng đúng hẹn"),
    CancelReason.NOT_A_BUYER: lazy_("Người nhận nói không đặt đơn này"),
    CancelReason.STOPPED: lazy_("Lô hàng bị dừng bán"),
    CancelReason.ELSE: lazy_("Lý do của người vận hành"),
}


EVERY_REASON: dict[str, Any] = {
    **{
        reason.value: words
        for reason, words in [*REASON.items(), *CANCEL_REASON.items(), *RETURN_REASON.items()]
    },
    **{reason.value: words for reason, words in PROMISE_REASON.items()},
    NOT_PAID_IN_TIME: lazy_("Hết giờ chờ chuyển khoản"),
}

AUDITED = {
    OrderStatus.PLACED: "tiền đã vào, chờ người bán gói hàng",
    OrderStatus.PACKED: "người bán gói xong",
    OrderStatus.HANDED_OVER: "người bán giao hàng đi",
    OrderStatus.DELIVERED: "đã giao, người bán nhận đủ tiền",
    OrderStatus.CANCELLED: "đã hủy, hàng trở lại kho",
    OrderStatus.REFUSED: "người bán từ chối, hàng trở lại kho",
    OrderStatus.UNDELIVERED: "không giao được, kiện quay về người bán",
}
"""What the log says became of an order."""

DESK_STATUS = {**FOR_SELLER, OrderStatus.REFUSED: SHORT[OrderStatus.REFUSED]}

DESK = {
    "tre": lazy_("Quá ngày hẹn"),
    **FILTER,
    "tat-ca": lazy_("Tất cả"),
}

PARTY = {
    Party.BUYER: lazy_("người mua"),
    Party.SELLER: lazy_("người bán"),
    Party.OPERATOR: lazy_("người vận hành"),
    Party.SYSTEM: lazy_("hệ thống"),
}

CONTACT_FIELD = {
    "buyer_name": lazy_("tên người nhận"),
    "phone": lazy_("số điện thoại"),
    "street": lazy_("số nhà, đường"),
    "note": lazy_("lời nhắn"),
}
