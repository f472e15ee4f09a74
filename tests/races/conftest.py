"""Tests in this folder may use an application whose writes are committed."""

from tests.live import live, make_batch, scan, shop

__all__ = ["live", "make_batch", "scan", "shop"]
