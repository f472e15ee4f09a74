"""Serves the pictures that are kept, and the share card of each product."""
