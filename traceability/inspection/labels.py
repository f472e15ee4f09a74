"""The words of the inspection desk."""

from catalog.kernel.i18n import lazy_
from traceability.batches.rules import BatchKind
from traceability.events.rules import Direction

BATCH_KINDS = {
    BatchKind.HARVEST: lazy_("thu hoạch"),
    BatchKind.INTERMEDIATE: lazy_("bán thành phẩm"),
    BatchKind.PACKED: lazy_("đóng gói"),
}

DIRECTIONS = {
    Direction.IN: lazy_("dùng"),
    Direction.OUT: lazy_("ra"),
    Direction.SEEN: lazy_("xem"),
    Direction.COUNTED: lazy_("đếm"),
}
