"""Closures (nghỉ bán): days on which a shop takes no orders, and goods that come back on a day."""
