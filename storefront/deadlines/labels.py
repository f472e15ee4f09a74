"""The words for deadlines."""

from catalog.kernel.i18n import lazy_, ngettext
from storefront.deadlines.rules import What

WHAT = {
    What.CLAIM_WINDOW: lazy_("Người mua yêu cầu đổi trả, tính từ lúc giao"),
    What.CLAIM_ANSWER: lazy_("Người bán trả lời yêu cầu đổi trả"),
    What.CLAIM_APPEAL: lazy_("Người mua đưa yêu cầu lên sàn"),
    What.CLAIM_SEND_BACK: lazy_("Người mua gửi hàng trả lại"),
    What.CLAIM_DONE: lazy_("Người bán hoàn tiền, gửi hàng thay"),
    What.REVIEW_EDIT: lazy_("Người mua sửa đánh giá"),
    What.QUESTION_ANSWER: lazy_("Người bán trả lời câu hỏi"),
    What.COMPLAINT_ACKNOWLEDGE: lazy_("Sàn tiếp nhận khiếu nại"),
    What.COMPLAINT_HEARING: lazy_("Một bên trả lời sàn về khiếu nại"),
    What.COMPLAINT_RESOLVE: lazy_("Sàn giải quyết xong khiếu nại"),
    What.DATA_ANSWER: lazy_("Sàn trả lời yêu cầu về dữ liệu cá nhân"),
    What.DATA_ERASE: lazy_("Sàn xóa xong dữ liệu cá nhân được yêu cầu xóa"),
    What.PHONE_CHANGE: lazy_("Chờ trước khi đổi số điện thoại của tài khoản"),
    What.ACCOUNT_CHANGE: lazy_("Chờ trước khi chi vào tài khoản nhận tiền vừa đổi"),
    What.INVOICE_REQUEST: lazy_("Người mua yêu cầu hóa đơn, tính từ lúc giao"),
    What.ORDER_PACK: lazy_("Người bán gói xong, tính từ đầu ngày kiện phải đi"),
    What.LAB_TEST: lazy_("Người bán kiểm nghiệm lại sản phẩm, tính từ ngày lấy mẫu"),
    What.PAYOUT: lazy_("Sàn chuyển tiền cho người bán, tính từ lúc giao xong"),
    What.SECRET_OVERLAP: lazy_("Khóa cũ của kết nối còn ký sau khi đổi khóa"),
}


def time_words(hours: int) -> str:
    """ "24 giờ", "7 ngày": whole days from two days on."""
    if hours % 24 == 0 and hours >= 48:
        return ngettext("%(num)s ngày", "%(num)s ngày", hours // 24)
    return ngettext("%(num)s giờ", "%(num)s giờ", hours)
