"""The words of the entry pages."""

from catalog.kernel.i18n import lazy_
from traceability.batches.rules import BatchKind
from traceability.events.rules import Direction, EventKind

VERBS = {
    EventKind.HARVEST: lazy_("Thu hoạch vào lô này"),
    EventKind.RECEIVE: lazy_("Nhận thêm vào lô này"),
    EventKind.PROCESS: lazy_("Chế biến"),
    EventKind.PACK: lazy_("Đóng gói"),
    EventKind.AGGREGATE: lazy_("Gộp hoặc chia lô"),
    EventKind.COUNT: lazy_("Kiểm đếm"),
    EventKind.SHIP: lazy_("Xuất hàng"),
    EventKind.SELL: lazy_("Bán ra"),
    EventKind.DESTROY: lazy_("Tiêu hủy"),
    EventKind.TEST: lazy_("Kiểm nghiệm"),
    EventKind.INSPECT: lazy_("Kiểm tra"),
}

QUESTIONS = {
    Direction.IN: lazy_("Lấy bao nhiêu của lô này?"),
    Direction.OUT: lazy_("Được bao nhiêu?"),
    Direction.SEEN: lazy_("Bao nhiêu của lô này?"),
    Direction.COUNTED: lazy_("Đếm, cân được bao nhiêu?"),
}

WAYS = {
    Direction.IN: lazy_("đưa vào"),
    Direction.OUT: lazy_("làm ra"),
    Direction.SEEN: lazy_("xem"),
    Direction.COUNTED: lazy_("đếm được"),
}

BATCH_KINDS = {
    BatchKind.HARVEST: lazy_("thu hoạch"),
    BatchKind.INTERMEDIATE: lazy_("nguyên liệu, bán thành phẩm"),
    BatchKind.PACKED: lazy_("đã đóng gói"),
}
