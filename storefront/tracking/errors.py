"""Refusals of tracking."""

from catalog.kernel.errors import Conflict, DomainError
from catalog.kernel.i18n import lazy_


class NumberUnreadable(DomainError):
    message = lazy_("Mã vận đơn gồm 6 đến 30 chữ cái không dấu và số. Hãy chép như trên phiếu gửi.")


class NumberTaken(DomainError):
    message = lazy_("Mã vận đơn này đã ghi cho một kiện khác. Hãy xem lại phiếu gửi.")


class NotToBeNumbered(Conflict):
    message = lazy_("Kiện này không ghi hay sửa mã vận đơn được nữa.")


class NotAMoment(DomainError):
    message = lazy_("không đọc được lúc; viết như 22/11/2026 14:05")


class InTheFuture(DomainError):
    message = lazy_("lúc này chưa tới")


class NotAState(DomainError):
    message = lazy_("không biết trạng thái này")


class NoSuchNumber(DomainError):
    message = lazy_("không có kiện nào mang mã vận đơn này")


class NotSentYet(DomainError):
    message = lazy_("người bán chưa ghi là đã giao kiện đi")


class GoesBack(DomainError):
    message = lazy_("trái với trạng thái đã ghi của kiện")
