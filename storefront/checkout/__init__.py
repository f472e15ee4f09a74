"""Checkout: one page from basket to placed order; placing twice is placing once."""
