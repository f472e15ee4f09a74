"""The words for the states of a recall."""

from catalog.kernel.i18n import lazy_
from traceability.batches.rules import RecallState

STATES = {
    RecallState.NORMAL: lazy_("Bình thường"),
    RecallState.QUARANTINED: lazy_("Tạm dừng bán để kiểm tra"),
    RecallState.RECALLED: lazy_("Đang thu hồi"),
    RecallState.CLOSED: lazy_("Đã thu hồi xong"),
}

TO_BUYERS = {
    RecallState.RECALLED: lazy_("Lô hàng bạn mua đang bị thu hồi: đừng dùng."),
    RecallState.QUARANTINED: lazy_("Lô hàng bạn mua đang tạm dừng để kiểm tra: khoan dùng."),
    RecallState.CLOSED: lazy_("Lô hàng bạn mua đã bị thu hồi: đừng dùng nếu còn giữ."),
}
"""What somebody who has bought such a batch reads first."""
