"""News of growing areas. Sent inside the transaction; receivers only write rows."""

from blinker import signal

area_changed = signal("areas.area-changed")
"""An area was registered or its code got a new status: `sender` None, `area_id`."""
