"""News of claims. Sent inside the transaction; receivers only write rows."""

from blinker import signal

packing_owed_back = signal("claims.packing-owed-back")
"""What an order in a combo paid for the packing is in part its seller's again: `order_id`,
`amount` in all, and `key`, what it is for: the same key twice is the same news."""

claim_moved = signal("claims.moved")
"""Somebody else than the buyer brought a claim on: `claim_id`."""
