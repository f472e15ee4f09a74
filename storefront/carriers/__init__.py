"""Booking carriers (gọi bên giao hàng): quote, book, label, cancel, and the news they send."""
