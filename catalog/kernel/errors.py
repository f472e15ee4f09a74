"""The four ways in which the business says no. storefront/errors.py turns them into HTTP."""

from typing import Any

from catalog.kernel.i18n import lazy_


class DomainError(Exception):
    """A business rule refused. `message` is shown to the visitor, in the visitor's language."""

    message: Any = lazy_("Không thực hiện được yêu cầu này.")

    def __init__(self, message: Any = None) -> None:
        self.message = message or self.message
        super().__init__(str(self.message))


class NotFound(DomainError):
    message = lazy_("Không tìm thấy nội dung này.")


class NotAllowed(DomainError):
    message = lazy_("Bạn không có quyền làm việc này.")


class Conflict(DomainError):
    message = lazy_("Dữ liệu đã thay đổi, vui lòng tải lại trang.")


class FormUsed(DomainError):
    """A form that was sent before came again with something else in it, as by the back button."""

    message = lazy_(
        "Mẫu này đã gửi một lần rồi. Điều bạn vừa ghi chưa gửi: hãy xem lại rồi bấm gửi lần nữa."
    )
