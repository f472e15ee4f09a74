"""News of claims. Sent inside the transaction; receivers only write rows."""

from blinker import signal

claim_moved = signal("claims.moved")
"""Somebody else than the buyer brought a claim on: `claim_id`."""
