"""News of stock. Sent inside the transaction; receivers only write rows."""

from blinker import signal

stock_changed = signal("inventory.stock-changed")
"""A counter of a stock item changed: `sender` None, `item_id`."""
