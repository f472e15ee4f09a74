"""Tests in this folder may ask a server, over TLS too, whose database keeps what is written."""

from tests.live import live
from tests.traceability.links.resolver import resolver

__all__ = ["live", "resolver"]
