"""Refusals of restrictions."""

from catalog.kernel.errors import DomainError, NotFound
from catalog.kernel.i18n import lazy_


class ImpossibleDuty(DomainError):
    message = lazy_("Ghi tuổi từ 1 đến 25, độ cồn dưới 100, hoặc câu bắt buộc, đúng với loại.")


class ImpossibleLicence(DomainError):
    message = lazy_("Ngày hết hạn phải sau ngày cấp.")


class NoSuchLicence(NotFound):
    message = lazy_("Không có giấy phép này.")
