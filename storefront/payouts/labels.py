"""The words for states of payouts, and for why a seller waits."""

from catalog.kernel.i18n import lazy_
from storefront.payouts.rules import Held, PayoutState

STATE = {
    PayoutState.MADE: lazy_("Đã lập, chờ ngân hàng"),
    PayoutState.PAID: lazy_("Đã chi"),
    PayoutState.FAILED: lazy_("Không chi được, chuyển sang kỳ sau"),
}
HELD = {
    Held.NO_ACCOUNT: lazy_("chưa có tài khoản nhận tiền"),
    Held.NOT_VERIFIED: lazy_("tài khoản chưa được xác minh"),
    Held.JUST_CHANGED: lazy_("vừa đổi tài khoản, chưa hết thời gian chờ"),
    Held.DISPUTED: lazy_("tạm dừng: chủ thẻ khiếu nại một đơn"),
    Held.NOTHING_OWED: lazy_("không còn khoản phải trả"),
}
