"""The words for events, evidence and units."""

from catalog.kernel.i18n import lazy_
from traceability.events.rules import EventKind, Evidence

KINDS = {
    EventKind.HARVEST: lazy_("Thu hoạch"),
    EventKind.RECEIVE: lazy_("Nhận nguyên liệu"),
    EventKind.PROCESS: lazy_("Chế biến"),
    EventKind.PACK: lazy_("Đóng gói"),
    EventKind.AGGREGATE: lazy_("Gộp hoặc chia lô"),
    EventKind.TEST: lazy_("Kiểm nghiệm"),
    EventKind.INSPECT: lazy_("Kiểm tra"),
    EventKind.COUNT: lazy_("Kiểm đếm"),
    EventKind.SHIP: lazy_("Xuất hàng"),
    EventKind.SELL: lazy_("Bán ra"),
    EventKind.DESTROY: lazy_("Tiêu hủy"),
}

GRADES = {
    Evidence.SELF: lazy_("tự khai"),
    Evidence.DOCUMENT: lazy_("đã xem giấy"),
    Evidence.COUNTERSIGNED: lazy_("bên khác ký xác nhận"),
    Evidence.LABORATORY: lazy_("phòng thử nghiệm ký"),
}

GRADES_EXPLAINED = {
    Evidence.SELF: lazy_("Người sản xuất tự ghi, chưa ai kiểm lại."),
    Evidence.DOCUMENT: lazy_("Có người đã xem giấy tờ chứng minh."),
    Evidence.COUNTERSIGNED: lazy_("Một bên khác đã ký xác nhận."),
    Evidence.LABORATORY: lazy_("Phòng thử nghiệm đã ký kết quả."),
}

UNITS = {"kg": lazy_("kg"), "l": lazy_("lít"), "piece": lazy_("đơn vị")}
