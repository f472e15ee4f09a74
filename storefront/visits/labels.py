"""The words for visits."""

from catalog.kernel.i18n import _, lazy_
from storefront.deadlines.labels import time_words
from storefront.visits.rules import GuideLanguage

LANGUAGE = {
    GuideLanguage.VI: lazy_("tiếng Việt"),
    GuideLanguage.EN: lazy_("tiếng Anh"),
    GuideLanguage.ZH: lazy_("tiếng Trung"),
    GuideLanguage.KO: lazy_("tiếng Hàn"),
    GuideLanguage.JA: lazy_("tiếng Nhật"),
    GuideLanguage.KM: lazy_("tiếng Khmer"),
    GuideLanguage.FR: lazy_("tiếng Pháp"),
}


def lasting(minutes: int) -> str:
    """How long a visit is: "45 phút", "8 giờ", "1 giờ 30 phút"."""
    hours, left = divmod(minutes, 60)
    words = [time_words(hours)] if hours else []
    return " ".join([*words, _("%(minutes)s phút", minutes=left)] if left else words)
