"""The words for what a buyer may report."""

from catalog.kernel.i18n import lazy_
from traceability.scans.rules import CaseState, Outcome, ProblemKind

KINDS = {
    ProblemKind.GOODS: lazy_("Hàng không giống như ghi trên trang"),
    ProblemKind.CODE: lazy_("Mã lạ, tem rách hoặc nghi bị chép"),
    ProblemKind.SPOILED: lazy_("Hàng hỏng, mốc, có vật lạ"),
    ProblemKind.HEALTH: lazy_("Có người bị đau sau khi dùng"),
    ProblemKind.PAGE: lazy_("Thông tin trên trang không đúng"),
    ProblemKind.OTHER: lazy_("Chuyện khác"),
}

STATES = {
    CaseState.OPEN: lazy_("Chưa ai xem"),
    CaseState.LOOKING: lazy_("Đang xem xét"),
    CaseState.CLOSED: lazy_("Đã xong"),
}
OUTCOMES = {
    Outcome.CONFIRMED: lazy_("Đúng như báo"),
    Outcome.NOT_CONFIRMED: lazy_("Không đúng như báo"),
    Outcome.UNCLEAR: lazy_("Không rõ được"),
}
