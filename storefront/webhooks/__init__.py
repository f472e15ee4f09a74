"""Webhooks (kết nối): news of orders, stock and recalls to sellers' and partners' own machines."""
