"""The books: whether stock, orders, payments and labels agree with each other."""
