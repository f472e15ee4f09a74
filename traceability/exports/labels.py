"""The words of exported files."""

from catalog.kernel.i18n import lazy_
from traceability.events.rules import Direction

DIRECTIONS = {
    Direction.IN: lazy_("đưa vào"),
    Direction.OUT: lazy_("làm ra"),
    Direction.SEEN: lazy_("xem xét"),
    Direction.COUNTED: lazy_("kiểm đếm được"),
}

UNITS = {"kg": "kg", "l": "lít", "piece": "đơn vị"}
"""In Vietnamese whoever asks: the portal is."""
