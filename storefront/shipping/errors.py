"""Refusals of delivery."""

from catalog.kernel.errors import DomainError, NotFound
from catalog.kernel.i18n import lazy_


class NoRate(DomainError):
    """A seller has no price for that way: never taken as free."""

    def __init__(self, seller: str, place: str) -> None:
        super().__init__(
            lazy_("%(seller)s chưa có giá giao đến %(place)s.", seller=seller, place=place)
        )
        self.seller = seller


class ImpossibleRate(DomainError):
    message = lazy_("Giá, khối lượng hoặc số ngày nằm ngoài khoảng cho phép.")


class AlreadyClosed(DomainError):
    message = lazy_("Dòng giá này đã đóng.")


class ClosesBeforeItBegins(DomainError):
    message = lazy_("Ngày cuối không thể trước ngày bắt đầu.")


class NotASheet(DomainError):
    message = lazy_("Không đọc được tệp này. Cần tệp CSV, mã UTF-8, dòng đầu là tên cột.")


class ColumnsMissing(DomainError):
    def __init__(self, names: str) -> None:
        super().__init__(lazy_("Tệp thiếu cột: %(names)s.", names=names))


class TooManyRows(DomainError):
    message = lazy_("Tệp dài quá. Hãy chia thành các tệp không quá 5.000 dòng.")


class NoSuchPoint(NotFound):
    message = lazy_("Không có điểm lấy hàng này.")


class PointClosed(DomainError):
    message = lazy_("Điểm lấy hàng vừa chọn không còn mở. Hãy chọn lại cách nhận.")
