"""Demonstration data: invented producers, products and batches, drawn pictures, accounts."""
