"""Connects the signals of lower features to what must follow above.

A reaction runs in the same transaction and only writes rows. All of them are listed here.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    """Connect every reaction."""
