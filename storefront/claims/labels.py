"""The words for claims: one set of statuses for the buyer, one for the seller and the desk."""

from catalog.kernel.i18n import lazy_
from storefront.claims.rules import ClaimKind, ClaimStatus, Fate, Outcome, Wish
from storefront.payments.rules import Payer

KIND = {
    ClaimKind.DAMAGED: lazy_("Hàng vỡ, bẹp, rách"),
    ClaimKind.SPOILED: lazy_("Hàng hỏng, mốc, có mùi lạ"),
    ClaimKind.WRONG: lazy_("Giao nhầm món"),
    ClaimKind.MISSING: lazy_("Giao thiếu"),
    ClaimKind.NOT_AS_DESCRIBED: lazy_("Không đúng như đã ghi"),
    ClaimKind.CHANGED_MIND: lazy_("Đổi ý, hàng không có lỗi"),
}
WISH = {
    Wish.REFUND: lazy_("Trả lại tiền"),
    Wish.REPLACEMENT: lazy_("Gửi món khác thay"),
}
STATUS = {
    ClaimStatus.ASKED: lazy_("Chờ người bán trả lời"),
    ClaimStatus.ESCALATED: lazy_("Sàn đang xem xét"),
    ClaimStatus.AWAITING_RETURN: lazy_("Chờ gửi hàng trả lại"),
    ClaimStatus.SENT_BACK: lazy_("Hàng đang trên đường về người bán"),
    ClaimStatus.REFUNDING: lazy_("Được hoàn tiền, chờ tiền về"),
    ClaimStatus.REPLACING: lazy_("Người bán gửi hàng thay"),
    ClaimStatus.REFUSED: lazy_("Người bán không đồng ý"),
    ClaimStatus.REFUNDED: lazy_("Đã hoàn tiền"),
    ClaimStatus.REPLACED: lazy_("Đã nhận hàng thay"),
    ClaimStatus.REJECTED: lazy_("Sàn không chấp nhận yêu cầu"),
    ClaimStatus.WITHDRAWN: lazy_("Người mua đã rút yêu cầu"),
    ClaimStatus.LAPSED: lazy_("Đã hết hạn gửi hàng trả lại"),
}
OUTCOME = {
    Outcome.REFUND: lazy_("Hoàn tiền, không cần gửi hàng về"),
    Outcome.RETURN: lazy_("Khách gửi hàng về rồi hoàn tiền"),
    Outcome.REPLACE: lazy_("Gửi hàng khác thay"),
    Outcome.REFUSE: lazy_("Không đồng ý"),
}
PAYER = {
    Payer.PLATFORM: lazy_("Nhờ sàn trả, trừ vào kỳ chi trả sau"),
    Payer.SELLER: lazy_("Tôi tự trả cho khách"),
}
FATE = {
    Fate.RESTOCK: lazy_("Nhập lại kho"),
    Fate.WASTE: lazy_("Bỏ, không bán lại"),
}
PARTS = {
    "cho": lazy_("Đang chờ"),
    "tat-ca": lazy_("Tất cả"),
}
