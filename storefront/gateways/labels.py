"""The words about money on its way: one set for buyers, one for operators."""

from catalog.kernel.i18n import lazy_
from storefront.gateways.rules import AttemptState, Situation
from storefront.payment_partners.rules import DisputeState, RefundState
from storefront.payments.rules import Method

PARTNER = {
    Method.STRIPE: "Stripe",
    Method.MOMO: "MoMo",
    Method.ZALOPAY: "ZaloPay",
    Method.VNPAY: "VNPAY",
}

TITLE = {
    Situation.PAY: lazy_("Còn một bước: trả tiền"),
    Situation.RETRY: lazy_("Chưa mở được trang trả tiền"),
    Situation.LATE: lazy_("Đã hết giờ trả tiền"),
    Situation.PAID: lazy_("Đã nhận đủ tiền"),
    Situation.CHECKED: lazy_("Tiền đã đến, người của sàn đang xem"),
    Situation.BACK: lazy_("Tiền được hoàn lại"),
}

HAS = {
    Situation.PAY: lazy_("Đơn đã đặt, hàng đang được giữ cho bạn."),
    Situation.RETRY: lazy_("Đơn đã đặt, hàng đang được giữ cho bạn. Chưa có đồng nào bị trừ."),
    Situation.LATE: lazy_("Hàng không còn được giữ. Sàn chưa thấy tiền của bạn."),
    Situation.PAID: lazy_("Tiền đã ở chỗ %(partner)s, người bán bắt đầu gói hàng."),
    Situation.CHECKED: lazy_(
        "%(partner)s báo đã thu tiền của bạn, nhưng số tiền hoặc đơn không khớp. Tiền không mất: "
        "đơn đi tiếp hoặc tiền hoàn lại đủ."
    ),
    Situation.BACK: lazy_(
        "Phần của đơn đã hủy hoặc hết hàng hoàn về đúng thẻ hoặc ví bạn đã trả, thường trong vài "
        "ngày làm việc."
    ),
}
"""What has happened."""

HAS_NOT = {
    Situation.PAY: lazy_("Chưa có đồng nào bị trừ cho đến khi bạn đồng ý ở trang của %(partner)s."),
    Situation.RETRY: lazy_(
        "%(partner)s chưa trả lời hoặc từ chối. Sàn tự hỏi lại; bạn cũng có thể thử lại ngay, không"
        " bị trừ hai lần."
    ),
    Situation.LATE: lazy_(
        "Nếu bạn đã trả: tiền không mất. Sàn còn hỏi %(partner)s trong ba ngày; còn hàng thì đơn đi"
        " tiếp, hết hàng thì hoàn lại đủ. Đừng trả thêm lần nữa."
    ),
}
"""What has not, and what to do."""

ATTEMPT = {
    AttemptState.PREPARED: lazy_("đã ghi, chưa rõ cổng đã nhận chưa"),
    AttemptState.UNKNOWN: lazy_("cổng không trả lời"),
    AttemptState.STARTED: lazy_("trang đang mở"),
    AttemptState.REFUSED: lazy_("cổng không mở trang"),
    AttemptState.GONE: lazy_("hết giờ hoặc bị từ chối"),
    AttemptState.PAID: lazy_("đã thu tiền"),
}

REFUND = {
    RefundState.PREPARED: lazy_("đã ghi, chưa rõ cổng đã nhận chưa"),
    RefundState.UNKNOWN: lazy_("đang chờ cổng"),
    RefundState.SENT: lazy_("đã hoàn"),
    RefundState.REFUSED: lazy_("cổng từ chối"),
}

DISPUTE = {
    DisputeState.OPEN: lazy_("ngân hàng đang xem"),
    DisputeState.WON: lazy_("sàn thắng, tiền còn"),
    DisputeState.LOST: lazy_("ngân hàng đã lấy lại tiền"),
    DisputeState.APPEALED: lazy_("ngân hàng đang xét lại"),
}

REASON = {
    "duplicate": lazy_("chủ thẻ nói bị trừ tiền hai lần"),
    "fraudulent": lazy_("chủ thẻ nói không phải họ trả"),
    "unrecognized": lazy_("chủ thẻ không nhận ra khoản này"),
    "product_not_received": lazy_("chủ thẻ nói chưa nhận được hàng"),
    "product_unacceptable": lazy_("chủ thẻ nói hàng lỗi hoặc không đúng mô tả"),
    "credit_not_processed": lazy_("chủ thẻ nói chưa được hoàn tiền như đã hứa"),
    "general": lazy_("lý do khác"),
}
"""Why a card holder complains, by Stripe's word; a word not here is shown as it came."""
