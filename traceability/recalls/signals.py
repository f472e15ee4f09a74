"""News of recalls."""

from blinker import signal

recall_changed = signal("recall_changed")
"""Sent inside the transaction with a frozenset of batch ids as sender: the batch whose state
changed and every batch made from it. `state` is the new rules.RecallState."""
