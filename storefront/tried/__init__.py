"""Tried sheets (bảng đã xem thử): rows of a file that were shown and wait for somebody's yes."""
