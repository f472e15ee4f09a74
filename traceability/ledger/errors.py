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
                "Đây là bản cũ hoặc có dòng đã bị sửa.",
                size=size,
                why=why,
            )
        )


class NotOurCheckpoint(DomainError):
    def __init__(self, why: Any) -> None:
        super().__init__(lazy_("Điểm chốt này không dùng được: %(why)s", why=why))


class NothingToProve(DomainError):
    message = lazy_("Chưa có dòng nào về lô này trong điểm chốt. Thử lại sau vài giây.")
