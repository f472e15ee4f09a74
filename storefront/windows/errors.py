"""Refusals of harvest windows."""

from catalog.kernel.errors import Conflict, DomainError, NotFound
from catalog.kernel.i18n import lazy_
from storefront.windows.rules import DayFault

FAULTS = {
    DayFault.PAST: lazy_("Ngày cuối nhận đặt đã qua."),
    DayFault.ORDER: lazy_("Ngày cuối nhận đặt không thể trước ngày đầu."),
    DayFault.READY: lazy_("Ngày cuối có hàng không thể trước ngày đầu."),
    DayFault.BEFORE_ORDERS: lazy_("Ngày có hàng không thể trước ngày nhận đặt."),
    DayFault.TOO_FAR: lazy_("Xa quá một năm: hãy mở đợt này khi gần mùa hơn."),
    DayFault.TOO_WIDE: lazy_(
        "Khoảng ngày rộng quá 45 ngày thì người mua không biết chờ đến khi nào."
    ),
}


class ImpossibleDays(DomainError):
    def __init__(self, fault: DayFault) -> None:
        super().__init__(FAULTS[fault])
        self.fault = fault


class NotYours(DomainError):
    message = lazy_("Hãy chọn một loại hàng đang bán của cơ sở.")


class WindowOverlaps(Conflict):
    message = lazy_("Loại hàng này đang có một đợt nhận đặt trùng ngày. Hãy sửa đợt đó.")


class SameDays(DomainError):
    message = lazy_("Đây vẫn là những ngày đã hứa.")


class WindowOff(Conflict):
    message = lazy_("Đợt này đã hủy.")


class NoSuchWindow(NotFound):
    message = lazy_("Không có đợt đặt trước này.")


class NobodyWaits(Conflict):
    message = lazy_("Không còn đơn nào chờ chia hàng.")
