"""payOS: HMAC-SHA256 over the sorted values of `data` (payos.vn, "kiểm tra dữ liệu với signature").

The signature covers values, not bytes: a body written anew with the same values passes, and
is the same event. Retries may come hours later, so there is no age limit.
"""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from storefront.inbox.errors import Forged, Unreadable
from storefront.inbox.providers.reading import as_object, dong_of, moment_of, text_of
from storefront.inbox.rules import Arrival, Foreign, Message, Quiet, find_numbers

SUCCESS = "00"


class PayOs:
    """Reads payment webhooks of one payment channel."""

    name = "payos"

    def __init__(self, checksum_key: str) -> None:
        self._key = checksum_key

    def read(self, raw: bytes, heads: Mapping[str, str], now: datetime) -> Message:
        body = as_object(raw)
        data, given = body.get("data"), body.get("signature")
        if not isinstance(data, dict) or not isinstance(given, str):
            raise Unreadable
        if not hmac.compare_digest(sign(data, self._key), given.lower().encode()):
            raise Forged
        event_id = text_of(data, "reference")
        if not event_id:
            raise Unreadable
        code, currency = text_of(data, "code"), text_of(data, "currency").upper()
        if code != SUCCESS:
            # A name of its own: money that is told of later under this reference still counts.
            return Quiet(self.name, f"{event_id}:{code}:{currency}")
        if currency not in ("", "VND"):
            numbers = find_numbers(text_of(data, "description"))
            return Foreign(
                provider=self.name,
                event_id=f"{event_id}:{code}:{currency}",
                payment_id=event_id,
                number=numbers[0] if len(numbers) == 1 else None,
                amount=dong_of(data, "amount"),
                currency=currency,
                happened_at=moment_of(data, "transactionDateTime"),
            )
        return Arrival(
            provider=self.name,
            event_id=event_id,
            account=text_of(data, "accountNumber"),
            amount=dong_of(data, "amount"),
            text=text_of(data, "description"),
            happened_at=moment_of(data, "transactionDateTime"),
            also_accounts=tuple(filter(None, (text_of(data, "virtualAccountNumber"),))),
            bank_reference=event_id.strip().upper(),
        )


def sign(data: Mapping[str, Any], key: str) -> bytes:
    """The signature of `data`: name=value joined by "&" in the order of the names, in hex."""
    line = "&".join(f"{name}={_shown(data[name])}" for name in sorted(data))
    return hmac.new(key.encode(), line.encode(), hashlib.sha256).hexdigest().encode()


def _shown(value: Any) -> str:
    if value is None or value in ("null", "undefined"):
        return ""
    if isinstance(value, bool | float | list | dict):
        raise Unreadable  # how those are written down differs from sender to sender
    return str(value)
