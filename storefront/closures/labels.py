"""What buyers read at goods that cannot be ordered today."""

from datetime import date, timedelta

from catalog.kernel import clock
from catalog.kernel.i18n import _, format_day
from storefront.closures.rules import Off


def off_words(off: Off) -> str:
    """In a few words, until when: the seller's own words stand beside it."""
    return _shop_words(off) if off.is_shop else back_words(off.back_on, clock.today())


def short_words(off: Off) -> str:
    """The same in one small line beside a picture."""
    if not off.is_shop:
        return back_words(off.back_on, clock.today())
    if off.last_day is None:
        return _("Đang nghỉ")
    return _("Nghỉ đến hết ngày %(day)s", day=format_day(off.last_day))


def _shop_words(off: Off) -> str:
    if off.last_day is None:
        return _("Cửa hàng đang nghỉ, chưa hẹn ngày mở lại")
    return _("Cửa hàng nghỉ đến hết ngày %(day)s", day=format_day(off.last_day))


def back_words(back_on: date | None, today: date) -> str:
    """When goods are sold again."""
    if back_on == today + timedelta(days=1):
        return _("Có lại ngày mai")
    return _("Có lại ngày %(day)s", day=format_day(back_on))
