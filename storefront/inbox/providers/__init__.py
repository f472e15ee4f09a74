"""Partners who tell of money by signed messages: one file each. Without its key one is off."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from storefront.config import Config
from storefront.inbox.errors import UnknownPartner
from storefront.inbox.providers.payos import PayOs
from storefront.inbox.providers.sepay import SePay
from storefront.inbox.rules import Message


class Partner(Protocol):
    """Reads what one partner sends."""

    name: str

    def read(self, raw: bytes, heads: Mapping[str, str], now: datetime) -> Message:
        """The message, once its signature over the body as it came is right.

        `heads`: the HTTP heads by their names in lower case.
        Raises Forged, Stale or Unreadable; nothing is looked up before that.
        """
        ...


def partner_for(config: Config, name: str) -> Partner:
    """The partner of this name, or UnknownPartner where it is off."""
    if name == PayOs.name and config.payos_checksum_key:
        return PayOs(config.payos_checksum_key)
    if name == SePay.name and config.sepay_webhook_secret:
        return SePay(config.sepay_webhook_secret)
    raise UnknownPartner
