"""Refusals of withholding rates."""

from catalog.kernel.errors import DomainError
from catalog.kernel.i18n import lazy_


class ImpossibleRate(DomainError):
    message = lazy_("Mức khấu trừ phải từ 0 đến 100 %.")


class RateClosed(DomainError):
    message = lazy_("Mức này đã đóng.")


class ClosesTooEarly(DomainError):
    message = lazy_("Ngày cuối không thể trước ngày đầu của mức.")
