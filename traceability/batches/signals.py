"""News of batches."""

from blinker import signal

batches_changed = signal("batches_changed")
"""Sent inside the transaction with a frozenset of batch ids as sender: their facts changed."""
