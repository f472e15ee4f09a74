"""Why the demonstration is not loaded."""

from catalog.kernel.errors import Conflict
from catalog.kernel.i18n import lazy_


class NotEmpty(Conflict):
    message = lazy_("Cơ sở dữ liệu đã có dữ liệu khác, không nạp dữ liệu minh họa vào.")
