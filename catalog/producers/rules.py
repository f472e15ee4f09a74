"""What kind of producer it is, as far as its name says, and whether it may sell."""

from datetime import date
from enum import StrEnum

from catalog.kernel.text import fold, nfc

LONGEST_NAME = 200


class LegalForm(StrEnum):
    """Who may take part: QĐ 26/2026/QĐ-TTg Điều 2 khoản 3."""

    COOPERATIVE = "cooperative"
    GROUP = "group"
    HOUSEHOLD = "household"
    FARM = "farm"
    COMPANY = "company"
    ASSOCIATION = "association"
    UNKNOWN = "unknown"


_BEGINNINGS = {
    "htx ": LegalForm.COOPERATIVE,
    "hop tac xa ": LegalForm.COOPERATIVE,
    "tht ": LegalForm.GROUP,
    "to hop tac ": LegalForm.GROUP,
    "hkd ": LegalForm.HOUSEHOLD,
    "ho kinh doanh ": LegalForm.HOUSEHOLD,
    "trang trai ": LegalForm.FARM,
    "cong ty ": LegalForm.COMPANY,
    "ctcp ": LegalForm.COMPANY,
    "doanh nghiep ": LegalForm.COMPANY,
    "hoi ": LegalForm.ASSOCIATION,
    "hiep hoi ": LegalForm.ASSOCIATION,
}


def legal_form_of(name: str) -> LegalForm:
    """The form a name begins with ("HTX …", "Công ty …"); UNKNOWN where it does not say."""
    folded = f"{fold(name)} "
    for beginning, form in _BEGINNINGS.items():
        if folded.startswith(beginning):
            return form
    return LegalForm.UNKNOWN


def named(text: str) -> str | None:
    """The name of a producer as a list gives it; None for "(hộ sản xuất)" and the like."""
    name = nfc(text)
    return None if not name or (name.startswith("(") and name.endswith(")")) else name


def may_sell(verified_on: date | None) -> bool:
    """Only producers an officer has verified may sell (Luật Thương mại điện tử 122/2025)."""
    return verified_on is not None


def public_tax_code(tax_code: str | None) -> str | None:
    """As buyers read it: a household's is its owner's personal number, so its end only."""
    if tax_code and len(tax_code) == 12:
        return f"••••••••{tax_code[-4:]}"
    return tax_code
