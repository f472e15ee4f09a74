"""The words for complaints."""

from catalog.kernel.i18n import lazy_
from storefront.complaints.rules import Act, ComplaintKind, ComplaintState, Outcome, Side

KIND = {
    ComplaintKind.ORDER: lazy_("Một đơn hàng"),
    ComplaintKind.SELLER: lazy_("Cách làm của người bán"),
    ComplaintKind.PRODUCT: lazy_("Một sản phẩm đang bán"),
    ComplaintKind.INFORMATION: lazy_("Thông tin, quảng cáo không đúng"),
    ComplaintKind.PRIVACY: lazy_("Thông tin cá nhân của tôi"),
    ComplaintKind.PLATFORM: lazy_("Cách làm của sàn"),
}
STATE = {
    ComplaintState.RECEIVED: lazy_("Đã gửi, chờ tiếp nhận"),
    ComplaintState.ACKNOWLEDGED: lazy_("Đã tiếp nhận, đang giải quyết"),
    ComplaintState.RESOLVED: lazy_("Đã giải quyết"),
}
OUTCOME = {
    Outcome.UPHELD: lazy_("Khiếu nại đúng"),
    Outcome.SETTLED: lazy_("Hai bên đã thỏa thuận"),
    Outcome.NOT_UPHELD: lazy_("Khiếu nại không có cơ sở"),
}
SIDE = {
    Side.COMPLAINANT: lazy_("người khiếu nại"),
    Side.SELLER: lazy_("người bán"),
    Side.OPERATOR: lazy_("sàn"),
}
ACT = {
    Act.RECEIVED: lazy_("Gửi khiếu nại"),
    Act.ACKNOWLEDGED: lazy_("Tiếp nhận"),
    Act.ASKED_SELLER: lazy_("Hỏi người bán"),
    Act.ASKED_COMPLAINANT: lazy_("Hỏi người khiếu nại"),
    Act.SAID: lazy_("Nói thêm"),
    Act.NOTED: lazy_("Ghi chú nội bộ"),
    Act.RESOLVED: lazy_("Giải quyết xong"),
}
PARTS = {"cho": lazy_("Đang giải quyết"), "tat-ca": lazy_("Tất cả")}
