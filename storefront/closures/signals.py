"""News of what can be ordered. Sent inside the transaction; receivers only write rows."""

from blinker import signal

off_sale_changed = signal("closures.off-sale-changed")
"""A shop closed or opened, or goods were paused or sold again: `sender` None, `producer_id`."""
