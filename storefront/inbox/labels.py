"""The words for what is wrong with money that came in."""

from catalog.kernel.i18n import lazy_
from storefront.inbox.rules import Problem, ReceiptState

PROBLEM = {
    Problem.NO_CODE: lazy_("Nội dung không có mã đơn"),
    Problem.UNKNOWN_CODE: lazy_("Không có đơn mang mã này"),
    Problem.OTHER_ACCOUNT: lazy_("Vào tài khoản khác với tài khoản đơn đã hiện"),
    Problem.ON_DELIVERY: lazy_("Đơn này trả tiền khi nhận hàng"),
    Problem.PAID_ALREADY: lazy_("Đơn đã trả đủ, tiền đến thêm"),
    Problem.CALLED_OFF: lazy_("Đơn đã bị hủy"),
    Problem.UNDERPAID: lazy_("Chuyển thiếu"),
    Problem.OVERPAID: lazy_("Chuyển thừa"),
    Problem.RIGHT: lazy_("Nay đã khớp, chỉ còn bấm nhận"),
}

STATE = {
    ReceiptState.OPEN: lazy_("Chờ người xem"),
    ReceiptState.APPLIED: lazy_("Đã nhận cho đơn"),
    ReceiptState.REFUND: lazy_("Trả lại người gửi"),
    ReceiptState.DISMISSED: lazy_("Không phải tiền mua hàng"),
}

PROVIDER = {
    "payos": "payOS",
    "sepay": "SePay",
    "by_hand": lazy_("Ghi tay"),
    "stripe": "Stripe",
    "momo": "MoMo",
    "zalopay": "ZaloPay",
    "vnpay": "VNPAY",
}
