"""The words for what a buyer may report."""

from catalog.kernel.i18n import lazy_
from traceability.scans.rules import ProblemKind

KINDS = {
    ProblemKind.GOODS: lazy_("Hàng không giống như ghi trên trang"),
    ProblemKind.CODE: lazy_("Mã lạ, tem rách hoặc nghi bị chép"),
    ProblemKind.SPOILED: lazy_("Hàng hỏng, mốc, có vật lạ"),
    ProblemKind.HEALTH: lazy_("Có người bị đau sau khi dùng"),
    ProblemKind.PAGE: lazy_("Thông tin trên trang không đúng"),
    ProblemKind.OTHER: lazy_("Chuyện khác"),
}

STATES = {"open": lazy_("Chưa trả lời"), "closed": lazy_("Đã xong")}
