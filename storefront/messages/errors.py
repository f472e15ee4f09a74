"""The refusals of messages."""

from catalog.kernel.errors import NotFound
from catalog.kernel.i18n import lazy_


class NoSuchMessage(NotFound):
    message = lazy_("Không có tin nhắn này, hoặc tin đã gửi xong.")
