"""Recognitions (công nhận): stars as dated facts with a decision number; the public register."""
