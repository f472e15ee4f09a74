"""The words for duties, licences and what keeps goods from being sold."""

from typing import Any

from catalog.kernel.i18n import _, language, lazy_
from catalog.restrictions.rules import Duty, DutyKind, LicenceKind, Obstacle

DUTY: dict[DutyKind, Any] = {
    DutyKind.MIN_AGE: lazy_("Tuổi người mua"),
    DutyKind.LICENCE: lazy_("Người bán phải có giấy phép"),
    DutyKind.BELOW_STRENGTH: lazy_("Bán qua mạng khi dưới độ cồn"),
    DutyKind.SENTENCE: lazy_("Câu bắt buộc"),
}
LICENCE: dict[LicenceKind, Any] = {LicenceKind.ALCOHOL: lazy_("Giấy phép bán rượu")}
OBSTACLE: dict[Obstacle, Any] = {
    Obstacle.STRENGTH_UNKNOWN: lazy_("Chưa ghi độ cồn. Ghi độ cồn như trên nhãn ở ngay đây."),
    Obstacle.TOO_STRONG: lazy_(
        "Rượu mạnh đến mức này không được bán qua mạng. Khách mua trực tiếp tại cơ sở."
    ),
    Obstacle.NO_LICENCE: lazy_(
        "Chưa có giấy phép bán rượu còn hạn. Gửi bản chụp giấy phép cho người vận hành chợ để ghi."
    ),
}


def duty_text(duty: Duty) -> str:
    """What a duty asks, in a few words."""
    if duty.kind == DutyKind.MIN_AGE:
        return _("từ %(age)s tuổi", age=duty.number)
    if duty.kind == DutyKind.SENTENCE:
        return sentence(duty)
    if duty.kind == DutyKind.LICENCE:
        return (
            _("từ %(strength)s độ", strength=strength_text(duty.number))
            if duty.number
            else _("mọi độ cồn")
        )
    return _("dưới %(strength)s độ", strength=strength_text(duty.number or 0))


def sentence(duty: Duty) -> str:
    """The mandatory words in the reader's language, else as the law has them."""
    return (language() == "en" and duty.text_en) or duty.text or ""


def strength_text(tenths: int) -> str:
    """ "14", "5,5": tenths of a percent as labels have it."""
    whole, rest = divmod(tenths, 10)
    mark = "." if language() == "en" else ","
    return f"{whole}{mark}{rest}" if rest else str(whole)
