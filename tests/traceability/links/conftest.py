"""Tests in this folder may ask a server over a database whose writes are committed."""

from tests.live import live

__all__ = ["live"]
