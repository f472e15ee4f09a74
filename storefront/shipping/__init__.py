"""Delivery: the fee and the promise, from dated rates by weight and distance."""
