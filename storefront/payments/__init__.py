"""Payments: what is due for a purchase, each seller's share, what was received (COD)."""
