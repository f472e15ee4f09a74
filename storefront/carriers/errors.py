"""Refusals of booking."""

from catalog.kernel.errors import Conflict, DomainError, NotFound
from catalog.kernel.i18n import lazy_


class CarrierSilent(DomainError):
    """No answer: nobody knows whether the carrier did it. It is asked again with the same key."""

    message = lazy_("Bên giao hàng chưa trả lời. Chợ tự hỏi lại; bạn không cần bấm lần nữa.")


class CarrierRefused(DomainError):
    """The carrier said no, in words for the seller."""


class PickedUpAlready(Conflict):
    message = lazy_("Bên giao hàng đã lấy kiện này, không hủy được nữa.")


class UnknownCarrier(NotFound):
    message = lazy_("Không có bên giao hàng này.")


class NotToBeBooked(Conflict):
    message = lazy_("Kiện này không gọi bên giao hàng được: chưa gói, đã có mã, hoặc không gửi đi.")


class CashChanged(Conflict):
    message = lazy_("Đơn vừa bớt món trong lúc gọi nên tiền thu hộ đã khác. Hãy gọi lại.")


class BookedAlready(Conflict):
    message = lazy_("Kiện này đã gọi bên giao hàng rồi.")


class NothingBooked(Conflict):
    message = lazy_("Kiện này không có lần gọi nào để hủy.")


class Forged(DomainError):
    message = lazy_("Chữ ký của tin báo không đúng.")


class Unreadable(DomainError):
    message = lazy_("Không đọc được tin báo này.")
