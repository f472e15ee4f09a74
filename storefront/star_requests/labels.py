"""The words of requests of stars for the reader."""

from typing import Any

from catalog.kernel.i18n import lazy_
from storefront.star_requests.rules import State

STATE: dict[State, Any] = {
    State.WAITING: lazy_("Đang chờ cán bộ tìm trong sổ"),
    State.ATTACHED: lazy_("Đã gắn sao từ sổ đăng ký"),
    State.ENTERED: lazy_("Đã ghi công nhận theo quyết định"),
    State.REFUSED: lazy_("Chưa gắn được"),
    State.WITHDRAWN: lazy_("Người bán đã rút lại"),
}
OBSTACLE: dict[str, Any] = {
    "sold": lazy_("Món này đang có hàng bán, không chuyển công nhận đi được."),
    "batches": lazy_("Món này đã có lô trong sổ truy xuất, không chuyển công nhận đi được."),
    "other": lazy_("Của cơ sở khác đã có người bán hàng ở đây."),
}
