"""The books: whether stock, orders and payments agree with each other."""
