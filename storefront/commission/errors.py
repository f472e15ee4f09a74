"""Refusals of commission rules."""

from catalog.kernel.errors import DomainError
from catalog.kernel.i18n import lazy_


class ImpossibleRule(DomainError):
    message = lazy_("Quy tắc này không dùng được: phần trăm, mức hoặc ngày nằm ngoài khoảng.")


class CapUnderFloor(DomainError):
    message = lazy_("Mức cao nhất không thể nhỏ hơn mức thấp nhất.")
