"""The words of the balance. They name a difference and ask; they accuse nobody."""

from decimal import Decimal

from catalog.kernel.i18n import _, language, lazy_
from traceability.balance.rules import RemarkKind, Standing

STANDINGS = {
    Standing.WITHIN: lazy_("trong mức thường thấy"),
    Standing.ACCEPTED: lazy_("vượt mức thường thấy, đã rõ lý do"),
    Standing.NO_SIZE: lazy_("chưa rõ diện tích"),
    Standing.ABOVE: lazy_("vượt mức thường thấy"),
}

TONES = {
    Standing.WITHIN: "good",
    Standing.ACCEPTED: "info",
    Standing.NO_SIZE: "info",
    Standing.ABOVE: "warn",
}

FOR_BUYERS = {
    Standing.WITHIN: lazy_("trong mức khai báo"),
    Standing.ACCEPTED: lazy_("trong mức khai báo"),
    Standing.ABOVE: lazy_("đang xem xét"),
}
"""What a buyer is told; of an area whose size is unknown, nothing."""

REMARKS = {
    RemarkKind.ANSWER: lazy_("Cơ sở trả lời"),
    RemarkKind.ACCEPTED: lazy_("Cán bộ xác nhận đã rõ"),
}


def kilograms(amount: Decimal | None) -> str | None:
    """11.800 kg in Vietnamese, 11,800 kg in English; to the kilogram unless it is less than ten."""
    if amount is None:
        return None
    if amount >= 10:
        amount = amount.quantize(Decimal(1))
    text = f"{amount.normalize():,f}"
    if language() != "en":
        text = text.translate({ord(","): ".", ord("."): ","})
    return _("%(amount)s kg", amount=text)
