"""Pure rules: tree.py (RFC 9162), records.py (what is hashed), notes.py and proofs.py (C2SP)."""
