"""Why the ledger refuses. Read by operators, on stderr, and by visitors of the proof page."""

from typing import Any

from catalog.kernel.errors import Conflict, DomainError
from catalog.kernel.i18n import lazy_


class WouldFork(Conflict):
    """Signing would contradict a checkpoint that was published: an old copy, or changed rows."""

    def __init__(self, size: int, why: str) -> None:
        super().__init__(
            lazy_(
                "Không ký: sổ này không nối tiếp điểm chốt đã công bố ở %(size)s dòng (%(why)s). "
                "Đây là bản cũ hoặc có dòng đã bị sửa. Chỉ mở sổ mới với khóa mới (LEDGER_KEY) và "
                "dời tệp ledger_checkpoint đi.",
                size=size,
                why=why,
            )
        )


class OnHold(Conflict):
    message = lazy_(
        "Sổ vừa được khôi phục từ bản sao lưu nên chưa ký tiếp. Hãy cho biết điểm chốt mới nhất đã "
        "công bố: ocop ledger checkpoint --newest FILE, hoặc --none-newer nếu chắc chắn không có."
    )


class NotOurCheckpoint(DomainError):
    def __init__(self, why: Any) -> None:
        super().__init__(lazy_("Điểm chốt này không dùng được: %(why)s", why=why))


class NotInTheLog(DomainError):
    def __init__(self, size: int) -> None:
        super().__init__(
            lazy_("Sổ này không chứa điểm chốt ở %(size)s dòng: dòng cũ đã đổi.", size=size)
        )


class NothingToProve(DomainError):
    message = lazy_("Chưa có dòng nào về lô này trong điểm chốt. Thử lại sau vài giây.")


class CannotForget(DomainError):
    def __init__(self, name: str) -> None:
        super().__init__(
            lazy_("“%(name)s” không xóa được: không phải cột riêng, hoặc nằm công khai.", name=name)
        )


class WitnessUnknown(DomainError):
    message = lazy_("Khóa hoặc địa chỉ này không phải của một bên làm chứng (C2SP tlog-witness).")
