"""Rehearsal (tập bán): a seller packs an invented order; nothing of it is in any book."""
