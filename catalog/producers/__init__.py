"""Producers (chủ thể): who makes the goods, where, and how to reach them."""
