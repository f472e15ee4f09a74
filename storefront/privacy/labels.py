"""The words for what is kept, agreed to and asked for."""

from catalog.kernel.i18n import lazy_
from storefront.privacy.rules import Kept, Purpose, RequestState

KEPT = {
    Kept.ORDERS: lazy_("Tên, số điện thoại, địa chỉ trong đơn hàng"),
    Kept.MESSAGES: lazy_("Dòng ghi tin nhắn đã gửi"),
    Kept.CONSENTS: lazy_("Bằng chứng bạn đã đồng ý"),
    Kept.INVOICES: lazy_("Người mua ghi trên hóa đơn đã lập"),
    Kept.COMPLAINTS: lazy_("Tên, số điện thoại, lời kể trong khiếu nại đã giải quyết"),
    Kept.CLAIMS: lazy_("Ảnh và số tài khoản trong yêu cầu đổi trả đã xong"),
    Kept.PAYMENT_MESSAGES: lazy_("Nội dung tin báo tiền của ngân hàng và cổng thanh toán"),
    Kept.NEWS: lazy_("Nội dung tin gửi sang máy của người bán và đối tác"),
    Kept.NEWS_LINES: lazy_("Dòng ghi tin gửi sang máy của người bán và đối tác"),
    Kept.QUESTIONS: lazy_("Số điện thoại và e-mail của người hỏi, từ khi có câu trả lời"),
    Kept.REPORTS: lazy_("Ảnh và cách liên hệ trong báo cáo về hàng đã xem xét xong"),
}
PURPOSE = {
    Purpose.DELIVERY: lazy_("Dùng tên, số điện thoại, địa chỉ để giao đơn hàng"),
    Purpose.NEWS: lazy_("Nhận tin về mùa vụ và ưu đãi"),
}
REQUEST = {
    RequestState.OPEN: lazy_("chờ xem xét"),
    RequestState.APPROVED: lazy_("đã duyệt, đang xóa"),
    RequestState.DONE: lazy_("đã xóa"),
    RequestState.REFUSED: lazy_("không xóa"),
}
