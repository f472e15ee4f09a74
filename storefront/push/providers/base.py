"""How a push service is spoken to (RFC 8030)."""

from collections.abc import Mapping
from typing import Protocol


class PushService(Protocol):
    def send(self, endpoint: str, body: bytes, heads: Mapping[str, str]) -> int:
        """Hand one sealed message over; the status it answers. Raises Busy where nobody answers."""
        ...
