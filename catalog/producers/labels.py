"""The words of producers for the reader."""

from typing import Any

from catalog.kernel.i18n import lazy_
from catalog.producers.rules import LegalForm

LEGAL_FORM: dict[LegalForm, Any] = {
    LegalForm.COOPERATIVE: lazy_("Hợp tác xã"),
    LegalForm.GROUP: lazy_("Tổ hợp tác"),
    LegalForm.HOUSEHOLD: lazy_("Hộ kinh doanh"),
    LegalForm.FARM: lazy_("Trang trại"),
    LegalForm.COMPANY: lazy_("Công ty, doanh nghiệp"),
    LegalForm.ASSOCIATION: lazy_("Hội, hiệp hội"),
    LegalForm.UNKNOWN: lazy_("Chưa rõ loại hình"),
}
