"""Quotas (suất): units promised without stock: of a harvest to come, or seats of a visit."""
