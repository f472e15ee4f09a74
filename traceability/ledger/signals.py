"""News of the ledger. Sent inside the transaction; receivers only write rows."""

from blinker import signal

values_forgotten = signal("ledger.values-forgotten")
"""Values were taken out of a row and its lines: `sender` None, `batch_ids` (a frozenset of the
batches whose pages showed them)."""
