"""News of growing areas."""

from blinker import signal

area_changed = signal("area_changed")
"""Sent inside the transaction with the area's id (int) as sender: its history has a new row."""
