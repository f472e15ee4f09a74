"""Messages as partners send them: raw bytes and heads, signed."""

import hashlib
import hmac
import json
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from catalog.kernel import clock
from storefront.inbox.providers import payos
from tests.factories.storefront import ACCOUNT

PAYOS_KEY = "payos-key-for-tests-0123456789"
SEPAY_SECRET = "sepay-secret-for-tests-0123456789"


class Message(NamedTuple):
    provider: str
    raw: bytes
    heads: dict[str, str]


def payos_message(
    text: str, amount: int, reference: str, key: str = PAYOS_KEY, **changes: Any
) -> Message:
    data = {
        "orderCode": 123,
        "amount": amount,
        "description": text,
        "accountNumber": ACCOUNT,
        "reference": reference,
        "transactionDateTime": f"{clock.now().astimezone(clock.VIETNAM):%Y-%m-%d %H:%M:%S}",
        "currency": "VND",
        "paymentLinkId": "x",
        "code": "00",
        "desc": "Thành công",
        "counterAccountName": None,
        "virtualAccountNumber": "",
        **changes,
    }
    signature = payos.sign(data, key).decode()
    body = {"code": "00", "desc": "success", "success": True, "data": data, "signature": signature}
    return Message("payos", json.dumps(body).encode(), {})


def sepay_message(
    text: str,
    amount: int,
    event_id: int,
    secret: str = SEPAY_SECRET,
    age: timedelta = timedelta(),
    **changes: Any,
) -> Message:
    now = clock.now()
    raw = json.dumps(
        {
            "id": event_id,
            "gateway": "MBBank",
            "transactionDate": f"{now.astimezone(clock.VIETNAM):%Y-%m-%d %H:%M:%S}",
            "accountNumber": ACCOUNT,
            "code": None,
            "content": text,
            "transferType": "in",
            "transferAmount": amount,
            "accumulated": 0,
            "subAccount": None,
            "referenceCode": "FT1",
            "description": "",
            **changes,
        }
    ).encode()
    return Message("sepay", raw, signed(raw, now - age, secret))


def signed(raw: bytes, at: datetime, secret: str = SEPAY_SECRET) -> dict[str, str]:
    time = str(int(at.timestamp()))
    digest = hmac.new(secret.encode(), time.encode() + b"." + raw, hashlib.sha256).hexdigest()
    return {"X-SePay-Signature": f"sha256={digest}", "X-SePay-Timestamp": time}
