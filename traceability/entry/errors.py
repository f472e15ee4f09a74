"""The refusals of entry pages."""

from catalog.kernel.errors import DomainError, NotFound
from catalog.kernel.i18n import lazy_


class NotABeginning(DomainError):
    message = lazy_("Lô mới bắt đầu bằng thu hoạch hoặc nhận hàng.")


class TooManyPictures(DomainError):
    message = lazy_("Mỗi việc giữ nhiều nhất 6 ảnh.")


class NoSuchLot(NotFound):
    message = lazy_("Không có lô mang mã này. Đọc lại mã trên lô.")


class AmountUnreadable(DomainError):
    message = lazy_("Không đọc được số lượng. Ghi như 12 hoặc 12,5.")


class NothingMade(DomainError):
    message = lazy_("Ghi lô làm ra: chọn hàng và số lượng, hoặc dán mã lô đã có.")


class ResultIncomplete(DomainError):
    message = lazy_("Ghi chỉ tiêu, kết quả và phòng thử nghiệm như trên phiếu.")
