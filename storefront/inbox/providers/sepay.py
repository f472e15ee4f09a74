"""SePay: HMAC-SHA256 over "time.body" as it came (developer.sepay.vn, "Xác thực webhook")."""

import hashlib
import hmac
import re
from collections.abc import Mapping
from datetime import datetime

from storefront.inbox.errors import Forged, Stale, Unreadable
from storefront.inbox.providers.reading import as_object, dong_of, moment_of, text_of
from storefront.inbox.rules import TOLERANCE_SECONDS, Arrival, Message, Quiet


class SePay:
    """Reads bank movements."""

    name = "sepay"

    def __init__(self, secret: str) -> None:
        self._secret = secret

    def read(self, raw: bytes, heads: Mapping[str, str], now: datetime) -> Message:
        given, time = heads.get("x-sepay-signature", ""), heads.get("x-sepay-timestamp", "")
        if not re.fullmatch(r"[0-9]{1,12}", time):
            raise Forged
        if not hmac.compare_digest(sign(raw, time, self._secret), given.lower().encode()):
            raise Forged
        if abs(now.timestamp() - int(time)) > TOLERANCE_SECONDS:
            raise Stale
        body = as_object(raw)
        event_id = text_of(body, "id")
        if not event_id:
            raise Unreadable
        if text_of(body, "transferType") != "in":
            return Quiet(self.name, event_id)
        return Arrival(
            provider=self.name,
            event_id=event_id,
            account=text_of(body, "accountNumber"),
            amount=dong_of(body, "transferAmount"),
            text=text_of(body, "content") or text_of(body, "description"),
            happened_at=moment_of(body, "transactionDate"),
            also_accounts=tuple(filter(None, (text_of(body, "subAccount"),))),
            bank_reference=text_of(body, "referenceCode").strip().upper(),
        )


def sign(raw: bytes, time: str, secret: str) -> bytes:
    """The value of X-SePay-Signature: "sha256=" and the hex digest."""
    signed = time.encode() + b"." + raw
    return b"sha256=" + hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest().encode()
