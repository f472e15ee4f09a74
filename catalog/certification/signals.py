"""News of this feature for those above. Sent inside the transaction; receivers only write rows."""

from blinker import signal

recognition_changed = signal("certification.recognition-changed")
"""A recognition of a product was entered, changed or revoked: `sender` None, `product_id`."""
