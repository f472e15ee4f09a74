"""Refusals of payments."""

from catalog.kernel.errors import Conflict, DomainError
from catalog.kernel.i18n import lazy_
from storefront.payments.vietqr.rules import Fault


class AlreadySettled(Conflict):
    message = lazy_("Khoản tiền này đã được ghi nhận rồi.")


class AlreadySent(Conflict):
    message = lazy_("Khoản này đã được hoàn rồi.")


class NothingToGiveBack(DomainError):
    message = lazy_("Số tiền hoàn phải từ 1 đồng.")


class MoreThanLeft(DomainError):
    """More than what is left of the seller's share, or of a share that nobody paid."""

    def __init__(self, left: str) -> None:
        super().__init__(lazy_("Chỉ còn hoàn được nhiều nhất %(left)s cho đơn này.", left=left))


class WithPartner(Conflict):
    message = lazy_("Khoản này đang hoàn qua cổng thanh toán. Chờ cổng trả lời, đừng chuyển thêm.")


class MethodNotOffered(DomainError):
    message = lazy_("Cách trả tiền này nay không dùng được. Hãy chọn cách khác.")


class UnknownBank(DomainError):
    message = lazy_("Không có ngân hàng này trong danh sách nhận chuyển khoản.")


class NotAnAccount(DomainError):
    message = lazy_("Số tài khoản chỉ gồm chữ không dấu và chữ số, nhiều nhất 19 ký tự.")


class UnreadableCode(DomainError):
    """A bank's QR code that cannot be used, said in words."""

    WORDS = {
        Fault.NOT_TEXT: lazy_("Đây không phải nội dung của mã QR ngân hàng."),
        Fault.CHECKSUM: lazy_("Mã QR bị thiếu hoặc sai một ký tự. Hãy quét lại."),
        Fault.STRUCTURE: lazy_("Mã QR bị đứt đoạn. Hãy quét lại."),
        Fault.NOT_VIETQR: lazy_("Mã này không phải VietQR của ngân hàng Việt Nam."),
        Fault.LAYOUT: lazy_(
            "Mã này viết không đúng chuẩn VietQR nên tiền có thể không đến. Hãy lấy mã từ ứng "
            "dụng ngân hàng."
        ),
    }

    def __init__(self, fault: Fault) -> None:
        super().__init__(self.WORDS[fault])
