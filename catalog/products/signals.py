"""News of products for those above. Sent inside the transaction; receivers only write rows."""

from blinker import signal

product_changed = signal("products.product-changed")
"""A product was entered, changed, published or withdrawn: `sender` None, `product_id`."""
