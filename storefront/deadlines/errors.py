"""Refusals of deadlines."""

from catalog.kernel.errors import DomainError
from catalog.kernel.i18n import lazy_


class NoSuchTime(DomainError):
    message = lazy_("Ghi một số giờ từ 1 đến 8.784 (366 ngày).")
