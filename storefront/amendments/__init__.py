"""Amendments (sửa đơn): units taken out of an open order, and corrections of where it goes."""
