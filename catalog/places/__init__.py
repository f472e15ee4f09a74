"""Provinces and communes of 2026, what each was formed from, and the old names people still use."""
