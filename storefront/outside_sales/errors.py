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


class StockChanged(Conflict):
    message = lazy_("Kho vừa thay đổi từ lúc xem thử. Hãy chọn lại tệp để xem lại.")
