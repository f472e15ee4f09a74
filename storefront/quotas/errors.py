"""Refusals of quotas."""

from catalog.kernel.errors import Conflict, DomainError, NotFound
from catalog.kernel.i18n import lazy_


class QuotaTaken(DomainError):
    """Too few units are left, or nobody may buy now."""

    message = lazy_("Không còn đủ suất.")


class ImpossibleQuota(DomainError):
    """`part` names what cannot be so."""

    def __init__(self, part: str) -> None:
        super().__init__(FAULTS[part])
        self.part = part


FAULTS = {
    "capacity": lazy_("Số lượng phải từ 1 đến 100.000."),
    "most_per_buyer": lazy_("Mỗi người mua được từ 1 đến bằng số lượng của cả đợt."),
    "sells_until": lazy_("Ngày ngừng nhận đặt phải sau ngày bắt đầu."),
    "last_day": lazy_("Ngày cuối không thể trước ngày đầu."),
}


class BelowTaken(DomainError):
    message = lazy_("Đã có người đặt nhiều hơn số này. Hãy ghi số lớn hơn.")


class QuotaClosed(Conflict):
    message = lazy_("Đợt này đã đóng.")


class NoSuchQuota(NotFound):
    message = lazy_("Không có đợt bán này.")
