"""The refusals of tried sheets."""

from catalog.kernel.errors import Conflict
from catalog.kernel.i18n import lazy_


class WrittenBefore(Conflict):
    message = lazy_("Tệp này đã ghi rồi, không ghi thêm lần nữa.")


class TriedTooLongAgo(Conflict):
    message = lazy_("Đã quá một ngày từ lúc xem thử. Hãy chọn lại tệp.")
