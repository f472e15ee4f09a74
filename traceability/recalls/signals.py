"""News of recalls. Sent inside the transaction; receivers only write rows."""

from blinker import signal

recall_changed = signal("recalls.recall-changed")
"""A batch was quarantined, recalled, closed or let go: `sender` None, `batch_ids` (a frozenset
of the batch and every batch made from it), `state` (a RecallState)."""
