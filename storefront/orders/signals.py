"""News of orders. Sent inside the transaction; receivers only write rows."""

from blinker import signal

order_placed = signal("orders.order-placed")
"""A seller's order was added to a purchase: `sender` None, `order_id`."""

order_changed = signal("orders.order-changed")
"""An order came to another status, all that follows included: `order_id`, `start` and `end`
(OrderStatus)."""

order_amended = signal("orders.order-amended")
"""Units were taken out of an open order or added to it: `order_id`, `document` (names the
amendment), `difference` of its total, and `parts`: line id → (units left, units taken out; below
zero where units were added)."""

line_split = signal("orders.line-split")
"""The units of a line came from several batches, so that it became several lines with a part each
of price and discount: `order_id`, `document`, and `units`, line id → units, the old line first."""

batch_left = signal("orders.batch-left")
"""An order holds nothing of a batch any more: `order_id`, `batch_id`."""
