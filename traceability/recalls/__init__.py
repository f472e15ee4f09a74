"""Recalls (thu hồi): an operator stops a batch, says why and since when; the list is public."""
