"""Writes of the ledger: appending.py, signing.py, redacting.py."""
