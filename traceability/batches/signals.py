"""News of batches. Sent inside the transaction; receivers only write rows."""

from blinker import signal

batches_changed = signal("batches.batches-changed")
"""Facts about batches changed, here or in their events: `sender` None, `batch_ids` (a frozenset).

It names the batches touched and every batch made from them.
"""

batch_opened = signal("batches.batch-opened")
"""A batch was entered under its code: `sender` None, `batch_id`. Nothing is made of it yet."""

batch_released = signal("batches.batch-released")
"""A batch may be sold from now on: `sender` None, `batch_id`. Told once for each batch."""
