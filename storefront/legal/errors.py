"""The refusals of legal pages."""

from catalog.kernel.errors import DomainError, NotFound
from catalog.kernel.i18n import lazy_


class NoSuchPage(NotFound):
    message = lazy_("Không có trang pháp lý này.")


class InThePast(DomainError):
    message = lazy_("Bản mới không thể có hiệu lực trước hôm nay: điều đã hứa không sửa được.")


class BadTaxCode(DomainError):
    message = lazy_("Mã số thuế gồm 10 hoặc 13 chữ số, và chữ số kiểm tra phải đúng.")
