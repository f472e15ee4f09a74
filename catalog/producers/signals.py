"""News of producers for those above. Sent inside the transaction; receivers only write rows."""

from blinker import signal

producer_changed = signal("producers.producer-changed")
"""Name, place or identity of a producer changed: `sender` None, `producer_id`."""
