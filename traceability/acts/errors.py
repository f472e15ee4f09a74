"""Why an act that waited on a phone is held."""

from datetime import timedelta

from catalog.kernel.clock import VIETNAM, local_date
from catalog.kernel.errors import DomainError
from catalog.kernel.i18n import _, format_day, ngettext
from traceability.acts.rules import Doubt, Time

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


class DayInDoubt(DomainError):
    """Held until who did it says on which day; `day` is what we take it for."""

    def __init__(self, time: Time) -> None:
        super().__init__(_words(time))
        self.doubt = time.doubt
        self.day = None if time.doubt is Doubt.FUTURE else local_date(time.acted_at)


def _words(time: Time) -> str:
    if time.doubt is Doubt.FUTURE:
        return _(
            "Giờ của việc này nằm sau bây giờ: đồng hồ của máy đã bị đổi. Chọn đúng ngày rồi gửi."
        )
    moment = time.acted_at.astimezone(VIETNAM)
    said = f"{moment:%H:%M}, {format_day(moment.date())}"
    if time.doubt is Doubt.LONG_AGO:
        return _("Việc này làm lúc %(moment)s, đã lâu mới gửi. Đúng ngày thì gửi.", moment=said)
    wrong = _length(abs(time.ahead))
    if time.ahead > timedelta(0):
        clock = _("Đồng hồ của máy chạy nhanh %(length)s", length=wrong)
    else:
        clock = _("Đồng hồ của máy chạy chậm %(length)s", length=wrong)
    return clock + _(
        ", nên ngày đã ghi có thể sai. Tính lại thì việc này làm lúc %(moment)s. "
        "Chọn đúng ngày rồi gửi.",
        moment=said,
    )


def _length(ahead: timedelta) -> str:
    """Rounded: about 1 day, about 5 hours."""
    if (days := round(ahead / DAY)) >= 1:
        return ngettext("khoảng %(num)s ngày", "khoảng %(num)s ngày", days)
    return ngettext("khoảng %(num)s giờ", "khoảng %(num)s giờ", max(round(ahead / HOUR), 1))
