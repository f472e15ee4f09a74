"""Placing (đặt hàng): a purchase written down: who buys, who gets it, what was promised."""
