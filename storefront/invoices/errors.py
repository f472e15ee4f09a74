"""The refusals of invoice requests."""

from catalog.kernel.errors import Conflict, DomainError, NotFound
from catalog.kernel.i18n import lazy_


class NoSuchRequest(NotFound):
    message = lazy_("Không có yêu cầu hóa đơn này.")


class BadTaxCode(DomainError):
    message = lazy_(
        "Mã số thuế này không đúng: phải có 10 chữ số, hoặc 13 chữ số cho đơn vị phụ thuộc, và "
        "chữ số kiểm tra phải khớp. Hãy xem lại trên giấy đăng ký."
    )


class TooLate(DomainError):
    message = lazy_("Đã quá hạn yêu cầu hóa đơn của đơn này. Hãy gọi người bán.")


class AlreadyHandedOver(Conflict):
    message = lazy_(
        "Hóa đơn đang được lập hoặc đã lập xong nên không sửa ở đây được nữa. Cần sửa, hãy gọi "
        "người bán."
    )


class NotSoldYet(DomainError):
    message = lazy_("Hàng chưa giao đi thì chưa lập hóa đơn.")


class NotHandedOver(Conflict):
    message = lazy_("Yêu cầu này không chờ số hóa đơn. Hãy tải lại trang.")


class NumberTaken(Conflict):
    message = lazy_("Số hóa đơn này đã ghi cho một đơn khác. Hãy xem lại ký hiệu và số.")


class NoProvider(DomainError):
    message = lazy_("Chợ chưa nối với phần mềm hóa đơn nào. Hãy lập ở phần mềm của bạn rồi ghi số.")
