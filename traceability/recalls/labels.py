"""The words for the states of a recall."""

from catalog.kernel.i18n import lazy_
from traceability.batches.rules import RecallState

STATES = {
    RecallState.NORMAL: lazy_("Bình thường"),
    RecallState.QUARANTINED: lazy_("Tạm dừng bán để kiểm tra"),
    RecallState.RECALLED: lazy_("Đang thu hồi"),
    RecallState.CLOSED: lazy_("Đã thu hồi xong"),
}
