"""The refusals of printing labels and of checking a piece."""

from catalog.kernel.errors import Conflict, DomainError, NotFound
from catalog.kernel.i18n import lazy_


class NotPacked(DomainError):
    message = lazy_("Chỉ in tem cho lô đã đóng gói.")


class Stopped(Conflict):
    message = lazy_("Lô này đang tạm dừng hoặc thu hồi: không in thêm tem.")


class PastBestBefore(DomainError):
    message = lazy_("Lô này đã quá hạn dùng: không in thêm tem.")


class WrongCount(DomainError):
    message = lazy_("Mỗi lần in từ 1 đến 10.000 tem.")


class UnknownSheet(DomainError):
    message = lazy_("Không có khổ giấy hoặc máy in này trong danh sách.")


class WrongRadius(DomainError):
    message = lazy_("Bán kính hũ phải từ 10 đến 500 mm.")


class PinWithoutSerial(DomainError):
    message = lazy_("Mã PIN chỉ có khi tem mang số riêng.")


class LabelTooSmall(DomainError):
    """`needed` is the height in mm that would do."""

    def __init__(self, needed: float) -> None:
        super().__init__(
            lazy_(
                "Tem quá nhỏ cho mã này trên máy in này: cần cao ít nhất %(needed)s mm. "
                "Chọn khổ tem lớn hơn hoặc máy in mịn hơn.",
                needed=f"{needed:.1f}",
            )
        )


class JarTooNarrow(DomainError):
    """`needed` is the radius in mm that would do."""

    def __init__(self, needed: float) -> None:
        super().__init__(
            lazy_(
                "Hũ quá nhỏ: mã sẽ cong khuất, điện thoại không đọc được. Hũ cần bán kính ít nhất "
                "%(needed)s mm; hoặc dán tem ở mặt phẳng (nắp, đáy).",
                needed=f"{needed:.1f}",
            )
        )


class ReasonMissing(DomainError):
    message = lazy_("Ghi lý do (ít nhất 8 ký tự): thông tin truy xuất chưa đủ.")


class ExcessReasonMissing(DomainError):
    """`excess` labels would be more than there are units."""

    def __init__(self, excess: int) -> None:
        super().__init__(
            lazy_(
                "Số tem sẽ nhiều hơn số gói đã đóng %(excess)s tem. Ghi lý do (ít nhất 8 ký tự), "
                "ví dụ: tem lần trước bị hỏng.",
                excess=excess,
            )
        )


class FileGone(NotFound):
    message = lazy_("Tệp in không còn. Tệp chỉ giữ 3 ngày; hãy in lần mới.")


class NothingToRelease(Conflict):
    message = lazy_("Lần in này không có số riêng nào chờ cho dùng.")


class PinTriedTooOften(Conflict):
    message = lazy_("Đã thử sai 5 lần hôm nay. Hãy thử lại ngày mai.")
