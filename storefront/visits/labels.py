"""The words for visits."""

from catalog.kernel.i18n import lazy_
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
