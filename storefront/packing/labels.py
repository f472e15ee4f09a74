"""What sellers read about packing."""

from datetime import datetime, timedelta

from catalog.kernel.clock import VIETNAM, local_date
from catalog.kernel.i18n import _, format_day, lazy_
from storefront.orders.rules import OrderStatus
from storefront.packing.rules import PackBy

DONE = {
    OrderStatus.PACKED: lazy_("Đã ghi: gói xong đơn %(number)s."),
    OrderStatus.HANDED_OVER: lazy_("Đã ghi: đơn %(number)s đang trên đường giao."),
    OrderStatus.DELIVERED: lazy_("Đã ghi: đơn %(number)s đã giao và nhận đủ tiền."),
}

PACK_BY_HOUR = {
    -1: lazy_("Trễ: hạn gói %(hour)s hôm qua"),
    0: lazy_("Gói trước %(hour)s hôm nay"),
    1: lazy_("Gói trước %(hour)s ngày mai"),
}
PACK_BY_DAY = {
    -1: lazy_("Trễ: phải gói từ hôm qua"),
    0: lazy_("Gói trong hôm nay"),
    1: lazy_("Gói trong ngày mai"),
}


def pack_by_words(by: PackBy, now: datetime) -> str:
    """ "Gói trước 16:00 hôm nay", or with the day where it is neither yesterday nor tomorrow."""
    last = by.at if by.has_hour else by.at - timedelta(seconds=1)
    away = (local_date(last) - local_date(now)).days
    hour = f"{last.astimezone(VIETNAM):%H:%M}"
    if away == 0 and last <= now:
        return _("Trễ: hạn gói %(hour)s hôm nay", hour=hour)
    known = (PACK_BY_HOUR if by.has_hour else PACK_BY_DAY).get(away)
    if known:
        return str(known) % {"hour": hour}
    words = lazy_("Trễ: hạn gói %(day)s") if away < 0 else lazy_("Gói trước hết ngày %(day)s")
    return str(words) % {"day": format_day(local_date(last))}
