"""Refusals of visits."""

from catalog.kernel.errors import Conflict, DomainError, NotFound
from catalog.kernel.i18n import lazy_
from storefront.visits.rules import TimeFault

FAULTS = {
    TimeFault.PAST: lazy_("Giờ bắt đầu đã qua."),
    TimeFault.TOO_FAR: lazy_("Xa quá một năm."),
    TimeFault.CLOSES: lazy_("Hạn nhận khách phải từ lúc này đến giờ bắt đầu."),
}


class ImpossibleTime(DomainError):
    def __init__(self, fault: TimeFault) -> None:
        super().__init__(FAULTS[fault])
        self.fault = fault


class NotATour(DomainError):
    message = lazy_("Hãy chọn vé của một sản phẩm du lịch đang bán của cơ sở.")


class NoSuchVisit(NotFound):
    message = lazy_("Không có buổi tham quan này.")


class NoSuchTicket(NotFound):
    message = lazy_("Không có vé nào mang mã này.")


class OtherVisit(DomainError):
    message = lazy_("Vé này của buổi khác.")


class VisitOff(Conflict):
    message = lazy_("Buổi này đã hủy.")


class NotPaid(Conflict):
    message = lazy_("Vé này chưa được thanh toán, hoặc đã hủy.")


class AlreadyIn(Conflict):
    message = lazy_("Khách của vé này đã vào rồi.")


class TooEarly(Conflict):
    message = lazy_("Chưa đến ngày tham quan: nhận khách từ sáng hôm đó.")


class NotBegun(Conflict):
    """Guests may still come; `hour` is when the visit begins."""

    def __init__(self, hour: str) -> None:
        super().__init__(
            lazy_(
                "Buổi tham quan bắt đầu lúc %(hour)s, khách còn có thể đến. "
                "Sau giờ đó hãy ghi khách vắng.",
                hour=hour,
            )
        )
