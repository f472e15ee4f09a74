"""Refusals of gateways."""

from catalog.kernel.errors import Conflict, DomainError, NotFound
from catalog.kernel.i18n import lazy_


class NoSuchAttempt(NotFound):
    pass


class NothingToPay(Conflict):
    message = lazy_("Đơn này không còn chờ tiền.")


class TooLateToStart(Conflict):
    message = lazy_("Đã gần hết giờ giữ hàng, không mở được lần trả mới. Hãy đặt lại đơn.")


class NotByPartner(DomainError):
    message = lazy_("Khoản này không vào qua cổng thanh toán. Hãy chuyển khoản bằng tay.")


class AboveCharge(Conflict):
    message = lazy_("Số tiền hoàn vượt phần còn lại của khoản đã thu.")


class RefundRunning(Conflict):
    message = lazy_("Khoản hoàn này đang chờ cổng thanh toán trả lời. Chưa gửi lại.")


class RefundDone(Conflict):
    message = lazy_("Lần hoàn này đã xong.")


class Disputed(Conflict):
    message = lazy_(
        "Ngân hàng đang giữ khoản này vì khiếu nại của chủ thẻ. Chưa hoàn: chờ ngân hàng kết luận, "
        "xem ở trang Cổng thanh toán."
    )


class TakenByBank(Conflict):
    message = lazy_(
        "Ngân hàng đã lấy lại khoản này vì khiếu nại và trả cho chủ thẻ. Đừng hoàn thêm: mở khoản "
        "này ở trang Tiền vào để ghi phần ngân hàng đã trả."
    )


class OtherAmount(Conflict):
    message = lazy_(
        "Số phải chuyển vừa thay đổi vì ngân hàng đã kết luận khiếu nại. Xem lại số dưới đây trước "
        "khi ghi."
    )


class SwitchedOff(Conflict):
    message = lazy_("Cổng thanh toán này nay không bật. Hãy đặt lại khóa của nó.")


class DisputeClosed(Conflict):
    message = lazy_("Khiếu nại này đã được xử lý.")


class DisputeStillOpen(Conflict):
    message = lazy_("Ngân hàng chưa kết luận. Tiền của người bán còn phải giữ.")
