"""The words for parts of the lists of questions."""

from catalog.kernel.i18n import lazy_

PARTS = {
    "cho": lazy_("Chưa trả lời"),
    "tat-ca": lazy_("Tất cả"),
}
