"""News of batches. Sent inside the transaction; receivers only write rows."""

from blinker import signal

batches_changed = signal("batches.batches-changed")
"""Facts about batches changed, here or in their events: `sender` None, `batch_ids` (a frozenset).

It names the batches touched and every batch made from them.
"""
