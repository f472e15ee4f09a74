"""The refusals of other floors' orders. A file is taken whole or not at all."""

from collections.abc import Sequence

from catalog.kernel.errors import Conflict, DomainError
from catalog.kernel.i18n import lazy_


class NoFloor(DomainError):
    message = lazy_("Ghi tên sàn, nhiều nhất 40 ký tự.")


class ColumnsUnknown(DomainError):
    """The file's headings are neither ours nor remembered."""

    message = lazy_("Chưa biết cột nào là cột nào trong tệp của sàn này.")

    def __init__(self, headings: Sequence[str]) -> None:
        super().__init__()
        self.headings = headings


class ColumnsMissing(DomainError):
    message = lazy_("Hãy chọn đủ bốn cột đầu, mỗi cột một lần.")


class NothingNew(DomainError):
    message = lazy_("Không có đơn mới nào để ghi.")


class TakenBackBefore(Conflict):
    message = lazy_("Đơn này đã được bỏ rồi, hàng đã về kho.")


class BatchStopped(Conflict):
    message = lazy_(
        "Lô của đơn này đang bị dừng hoặc thu hồi: đơn phải còn đó để biết hàng đã đi đâu."
    )


class CountedSince(Conflict):
    message = lazy_(
        "Kho của lô này đã đếm lại sau khi ghi đơn, và số đếm được là số đúng. Nếu hàng của đơn"
        " này vẫn ở nhà thì đếm lại kho."
    )


class StockChanged(Conflict):
    message = lazy_("Kho vừa thay đổi từ lúc xem thử. Hãy chọn lại tệp để xem lại.")
