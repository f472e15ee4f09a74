"""The refusals of push."""

from catalog.kernel.errors import DomainError
from catalog.kernel.i18n import lazy_


class NotASubscription(DomainError):
    message = lazy_("Trình duyệt không đưa địa chỉ báo tin hợp lệ. Thử lại, hoặc dùng Chrome.")


class Busy(Exception):
    """The push service takes nothing now; the outbox tries again."""
