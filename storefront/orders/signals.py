"""News of orders. Sent inside the transaction; receivers only write rows."""

from blinker import signal

order_placed = signal("orders.order-placed")
"""A seller's order was added to a purchase: `sender` None, `order_id`."""

order_changed = signal("orders.order-changed")
"""An order came to another status, all that follows included: `order_id`, `start` and `end`
(OrderStatus)."""

batch_left = signal("orders.batch-left")
"""An order holds nothing of a batch any more: `order_id`, `batch_id`."""
