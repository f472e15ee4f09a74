"""Amendments (sửa đơn): units taken out of an open order, by buyer, seller or operator."""
