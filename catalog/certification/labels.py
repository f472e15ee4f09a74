"""The words of this feature, for the reader: statuses, grades, levels, grounds, sentences."""

from typing import Any

from catalog.certification.rules import EvidenceGrade, Reason, RevocationGround, Standing, Status
from catalog.kernel.i18n import _, language, lazy_

STATUS: dict[Status, Any] = {
    Status.VALID: lazy_("Còn hiệu lực"),
    Status.IN_WINDOW: lazy_("Còn hiệu lực, đang hạn nộp hồ sơ đánh giá lại"),
    Status.LATE: lazy_("Còn hiệu lực, đã quá hạn nộp hồ sơ đánh giá lại"),
    Status.GRACE: lazy_("Được kéo dài, chờ kết quả đánh giá lại"),
    Status.EXPIRED: lazy_("Đã hết hạn"),
    Status.REVOKED: lazy_("Đã thu hồi"),
    Status.UNKNOWN: lazy_("Chưa rõ"),
    Status.NOT_RECOGNISED: lazy_("Chưa được công nhận"),
}

GRADE: dict[EvidenceGrade, Any] = {
    EvidenceGrade.DECISION: lazy_("Quyết định công nhận"),
    EvidenceGrade.PRESS: lazy_("Trang nhà nước hoặc báo chí xác nhận"),
    EvidenceGrade.PROPOSAL: lazy_("Mới được đề nghị"),
    EvidenceGrade.CLAIM: lazy_("Chưa có nguồn chính thức xác nhận"),
}

LEVEL = {
    "district": lazy_("Cấp huyện (cũ)"),
    "province": lazy_("Cấp tỉnh"),
    "central": lazy_("Trung ương"),
}

GROUND: dict[RevocationGround, Any] = {
    RevocationGround.UNTRUE_DOSSIER: lazy_("Hồ sơ không trung thực hoặc giả mạo"),
    RevocationGround.CRITERIA_LOST: lazy_("Không còn đáp ứng Bộ tiêu chí"),
    RevocationGround.LAW_BROKEN: lazy_(
        "Vi phạm về chất lượng, an toàn thực phẩm, môi trường, sở hữu trí tuệ hoặc ghi nhãn"
    ),
    RevocationGround.MARK_MISUSED: lazy_("Dùng nhãn hiệu OCOP không đúng quy định"),
    RevocationGround.NO_LONGER_MADE: lazy_("Không còn sản xuất"),
    RevocationGround.OTHER: lazy_("Trường hợp khác theo kết luận của cơ quan có thẩm quyền"),
}


def ground(letter: str | None) -> str:
    """The ground of a revocation in words; a text of an older decision is given as it is."""
    try:
        return str(GROUND[RevocationGround(letter or "")])
    except ValueError:
        return letter or ""


def sentence(standing: Standing) -> str:
    """One plain sentence: until when the stars hold, or why there are none."""
    fact = standing.fact
    end = fact.valid_to if fact else None
    day, month = (f"{end:%d/%m/%Y}", f"{end:%m/%Y}") if end else ("", "")
    if end and language() == "en":
        day = month = f"{end.day} {end:%b %Y}"
    return {
        Reason.VALID_TO: lambda: _("Sao có hiệu lực đến hết ngày %(day)s", day=day),
        Reason.VALID_SINCE_YEAR: lambda: _(
            "Công nhận năm %(year)s, chưa rõ ngày hết hạn", year=fact.year if fact else ""
        ),
        Reason.IN_WINDOW: lambda: _(
            "Sao có hiệu lực đến hết ngày %(day)s; đang hạn nộp hồ sơ đánh giá lại", day=day
        ),
        Reason.LATE: lambda: _(
            "Sao có hiệu lực đến hết ngày %(day)s; đã quá hạn nộp hồ sơ đánh giá lại", day=day
        ),
        Reason.GRACE: lambda: _(
            "Hết hạn %(day)s, được kéo dài trong lúc chờ kết quả đánh giá lại", day=day
        ),
        Reason.EXPIRED: lambda: _("Công nhận hết hạn %(month)s", month=month),
        Reason.REVOKED: lambda: _("Công nhận đã bị thu hồi"),
        Reason.NO_END: lambda: _("Chưa rõ ngày hết hạn công nhận"),
        Reason.NO_STARS: lambda: _("Chưa rõ số sao được công nhận"),
        Reason.NO_EVIDENCE: lambda: _("Chưa có quyết định hoặc báo chí xác nhận sao"),
        Reason.NOT_YET: lambda: _("Công nhận chưa có hiệu lực"),
        Reason.NONE: lambda: _("Chưa được công nhận"),
    }[standing.reason]()
