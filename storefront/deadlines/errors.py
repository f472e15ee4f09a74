"""Refusals of deadlines."""

from catalog.kernel.errors import Conflict, DomainError
from catalog.kernel.i18n import lazy_


class DeadlineClosed(Conflict):
    message = lazy_("Thời hạn này đã đóng rồi.")


class ClosesTooEarly(DomainError):
    message = lazy_("Ngày cuối không được trước ngày bắt đầu.")


class NoSuchTime(DomainError):
    message = lazy_("Ghi một số giờ từ 1 đến 8.784 (366 ngày).")
