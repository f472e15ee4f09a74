"""From bytes of a partner to their effect: checked first, then taken in one transaction."""

from collections.abc import Mapping
from datetime import datetime

from catalog.kernel.db import transaction
from storefront.config import Config
from storefront.inbox import service
from storefront.inbox.providers import partner_for
from storefront.inbox.rules import Result


def receive(
    config: Config, provider: str, raw: bytes, heads: Mapping[str, str], now: datetime
) -> Result | None:
    """What the message did; None when it was taken before.

    `heads` by their names in lower case. Raises UnknownPartner, Forged, Stale or Unreadable
    before anything is read or written.
    """
    message = partner_for(config, provider).read(raw, heads, now)
    with transaction():
        return service.take(message, raw.decode(), now)
