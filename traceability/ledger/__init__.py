"""The ledger: every entry of the trace hashed into one append-only tree that strangers check."""
