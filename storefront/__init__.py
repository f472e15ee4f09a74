"""Selling it: accounts, stock, basket, checkout, orders, the shop, and the application itself."""
