"""Amendments (sửa đơn): units taken out of an open order or added, and where it goes corrected."""
