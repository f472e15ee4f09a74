"""The words for ways to pay: one set for the buyer, one for the operator."""

from catalog.kernel.i18n import lazy_
from storefront.payments.rules import ONLINE, Method, RefundReason, ShareState

METHOD = {
    Method.COD: lazy_("Trả tiền khi nhận hàng"),
    Method.VIETQR: lazy_("Chuyển khoản ngay bằng mã VietQR"),
    Method.STRIPE: lazy_("Thẻ quốc tế (Visa, Mastercard…) qua Stripe"),
    Method.MOMO: lazy_("Ví MoMo"),
    Method.ZALOPAY: lazy_("Ví ZaloPay"),
    Method.VNPAY: lazy_("Thẻ và tài khoản ngân hàng Việt Nam qua VNPAY"),
}

FOR_BUYER = {
    Method.COD: lazy_(
        "Bạn trả tiền mặt cho người giao của từng người bán, đúng số ghi dưới đây. Không trả "
        "trước đồng nào. Được xem hàng trước khi trả."
    ),
    Method.VIETQR: lazy_(
        "Đặt xong bạn quét mã bằng ứng dụng ngân hàng. Hàng được giữ 20 phút; quá giờ chưa "
        "thấy tiền thì đơn tự hủy. Tiền đến muộn vẫn được nhận nếu còn hàng, hết hàng thì hoàn"
        " lại đủ."
    ),
    Method.STRIPE: lazy_(
        "Đặt xong bạn sang trang của Stripe để nhập thẻ; sàn không thấy số thẻ. Hàng được giữ 35 "
        "phút. Hủy hoặc hết hàng thì tiền về lại thẻ đó."
    ),
    Method.MOMO: lazy_(
        "Đặt xong bạn sang MoMo để đồng ý trả. Hàng được giữ 20 phút. Hủy hoặc hết hàng thì tiền "
        "về lại ví."
    ),
    Method.ZALOPAY: lazy_(
        "Đặt xong bạn sang ZaloPay để đồng ý trả. Hàng được giữ 20 phút. Hủy hoặc hết hàng thì "
        "tiền về lại ví."
    ),
    Method.VNPAY: lazy_(
        "Đặt xong bạn sang trang của VNPAY, chọn ngân hàng hoặc quét mã. Hàng được giữ 20 phút. "
        "Hủy hoặc hết hàng thì tiền về lại chỗ bạn đã trả."
    ),
}

FOR_OPERATOR = {
    Method.COD: lazy_("Người bán tự thu tiền mặt. Sàn không giữ tiền, không phải hoàn."),
    Method.VIETQR: lazy_(
        "Tiền vào tài khoản của sàn. Đơn chờ đến khi ngân hàng báo hoặc người đối chiếu nhận; "
        "hoàn tiền thì chuyển khoản bằng tay rồi ghi mã giao dịch."
    ),
    Method.STRIPE: lazy_(
        "Một lần thu cho cả đơn vào tài khoản Stripe của sàn. Hoàn qua Stripe ở trang Cổng thanh "
        "toán; chủ thẻ khiếu nại thì tạm dừng chi cho người bán của đơn."
    ),
    **dict.fromkeys(
        (Method.MOMO, Method.ZALOPAY, Method.VNPAY),
        lazy_(
            "Tiền vào tài khoản của sàn ở cổng, về ngân hàng theo hợp đồng. Hoàn qua cổng ở trang "
            "Cổng thanh toán."
        ),
    ),
}

_ONLINE = {
    ShareState.DUE: lazy_("chờ bạn trả trên mạng"),
    ShareState.RECEIVED: lazy_("đã trả trên mạng"),
    ShareState.VOID: lazy_("không phải trả"),
    ShareState.REFUND_DUE: lazy_("đã trả trên mạng, đang chờ hoàn lại"),
    ShareState.REFUNDED: lazy_("đã hoàn lại cho bạn"),
}

SHARE = {
    Method.COD: {
        ShareState.DUE: lazy_("trả bằng tiền mặt khi nhận hàng"),
        ShareState.RECEIVED: lazy_("đã trả"),
        ShareState.VOID: lazy_("không phải trả"),
    },
    Method.VIETQR: {
        ShareState.DUE: lazy_("chờ bạn chuyển khoản"),
        ShareState.RECEIVED: lazy_("đã chuyển khoản"),
        ShareState.VOID: lazy_("không phải trả"),
        ShareState.REFUND_DUE: lazy_("đã chuyển khoản, đang chờ hoàn lại"),
        ShareState.REFUNDED: lazy_("đã hoàn lại cho bạn"),
    },
    **dict.fromkeys(ONLINE, _ONLINE),
}

REFUND = {
    RefundReason.CALLED_OFF: lazy_("Đơn đã trả tiền rồi bị hủy"),
    RefundReason.CUT: lazy_("Đơn đã trả tiền rồi bớt món"),
    RefundReason.TOO_LATE: lazy_("Tiền đến khi hàng đã hết"),
    RefundReason.TOO_MUCH: lazy_("Chuyển thừa"),
    RefundReason.NOT_OURS: lazy_("Không phải tiền mua hàng"),
    RefundReason.RETURNED: lazy_("Hoàn tiền theo yêu cầu đổi trả"),
}
