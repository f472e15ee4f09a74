"""The words of host names for the reader."""

from typing import Any

from catalog.kernel.i18n import lazy_
from storefront.hosts.rules import HostState, Seen

STATE: dict[HostState, Any] = {
    HostState.ASKED: lazy_("chờ cán bộ xem"),
    HostState.CONFIRMED: lazy_("đang dùng"),
    HostState.DECLINED: lazy_("không được nhận"),
    HostState.WITHDRAWN: lazy_("đã thôi dùng"),
}
SEEN: dict[Seen, Any] = {
    Seen.TXT: lazy_("Đã thấy mã trong bản ghi TXT"),
    Seen.FILE: lazy_("Đã thấy mã trong tệp ở tên miền đó"),
    Seen.PAPER: lazy_("Đã xem giấy mua tên miền đứng tên người bán"),
}
