"""Why a backup was not made or not put back. Read by operators, on stderr."""

from typing import Any

from catalog.kernel.errors import Conflict, DomainError
from catalog.kernel.i18n import lazy_


class ToolMissing(DomainError):
    def __init__(self, tool: str) -> None:
        super().__init__(
            lazy_(
                "Cần chương trình %(tool)s của PostgreSQL (Debian/Ubuntu: apt install "
                "postgresql-client).",
                tool=tool,
            )
        )


class ToolFailed(DomainError):
    def __init__(self, tool: str, said: str) -> None:
        super().__init__(lazy_("%(tool)s không làm được: %(said)s", tool=tool, said=said))


class Damaged(DomainError):
    def __init__(self, what: Any) -> None:
        super().__init__(lazy_("Bản sao lưu bị hỏng: %(what)s", what=what))


class OtherDatabase(DomainError):
    message = lazy_("Bản sao lưu này của loại cơ sở dữ liệu khác với DATABASE_URL đang đặt.")


class AlreadyThere(Conflict):
    def __init__(self, what: Any) -> None:
        super().__init__(lazy_("Đã có %(what)s: hãy chọn tên khác.", what=what))


class NotEmpty(Conflict):
    message = lazy_(
        "Nơi nhận đã có dữ liệu. Hãy dùng DATA_DIR và cơ sở dữ liệu trống, hoặc thêm --force để "
        "thay (dữ liệu cũ trên SQLite được giữ lại bên cạnh)."
    )


class MovedDifferently(DomainError):
    def __init__(self, what: str) -> None:
        super().__init__(lazy_("Chuyển không khớp ở %(what)s: chưa chuyển gì cả.", what=what))
