"""Refusals of withholding rates."""

from catalog.kernel.errors import DomainError
from catalog.kernel.i18n import lazy_


class ImpossibleRate(DomainError):
    message = lazy_("Mức khấu trừ phải từ 0 đến 100 %.")
