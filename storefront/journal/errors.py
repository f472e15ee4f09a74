"""Faults of entries: they are ours, not a person's, so they stop the transaction."""


class BadEntry(ValueError):
    """Lines that are no entry, or a document that says something else than before."""
