"""Backups are tried on an application whose writes are committed."""

from tests.live import live, make_batch, shop

__all__ = ["live", "make_batch", "shop"]
