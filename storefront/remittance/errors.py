"""Refusals of statements. A statement is taken whole or not at all."""

from collections.abc import Sequence

from catalog.kernel.errors import Conflict, DomainError, NotFound
from catalog.kernel.i18n import lazy_


class UnreadableLines(DomainError):
    message = lazy_("Có dòng không đọc được, nên chưa nhập dòng nào. Hãy sửa các dòng dưới đây.")

    def __init__(self, lines: Sequence[tuple[int, str]]) -> None:
        super().__init__()
        self.lines = lines


class EmptyStatement(DomainError):
    message = lazy_("Bảng kê không có dòng nào.")


class OtherStatement(DomainError):
    message = lazy_("Số bảng kê này đã nhập với nội dung khác. Hãy xem lại số và tệp.")


class NoSuchDifference(NotFound):
    message = lazy_("Không có chênh lệch này.")


class AlreadyResolved(Conflict):
    message = lazy_("Chênh lệch này đã có người xử lý.")
