"""A bank that exists only with DEMO=1 and in tests: signs like payOS and SePay, and misbehaves
on demand: sends copies, out of order, and with a wrong key.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Any, TypeVar

from catalog.kernel.clock import VIETNAM
from storefront.inbox.providers import payos, sepay

MOST_COPIES = 5
Sent = TypeVar("Sent")


@dataclass(frozen=True)
class Transfer:
    """Money somebody sends: to which account, how much, with what text. `number` of the bank."""

    number: int
    account: str
    amount: int
    text: str
    at: datetime


@dataclass(frozen=True)
class Message:
    """What goes over the wire; heads by their names in lower case."""

    provider: str
    raw: bytes
    heads: dict[str, str] = field(default_factory=dict)


class FakeBank:
    """Tells of transfers through either partner, with the keys the shop shares with them."""

    def __init__(self, payos_key: str, sepay_secret: str) -> None:
        self._payos_key, self._sepay_secret = payos_key, sepay_secret

    def by_payos(self, made: Transfer, *, is_declined: bool = False) -> Message:
        """A payment message; a declined one tells of no money."""
        data: dict[str, Any] = {
            "orderCode": made.number,
            "amount": made.amount,
            "description": made.text,
            "accountNumber": made.account,
            "reference": f"FT{made.number}",
            "transactionDateTime": _wall(made.at),
            "currency": "VND",
            "paymentLinkId": f"minh-hoa-{made.number}",
            "code": "24" if is_declined else payos.SUCCESS,
            "desc": "Bị từ chối" if is_declined else "Thành công",
            "counterAccountName": None,
            "virtualAccountNumber": "",
        }
        signature = payos.sign(data, self._payos_key).decode()
        return Message("payos", _bytes({"code": "00", "data": data, "signature": signature}))

    def by_sepay(self, made: Transfer) -> Message:
        """A movement on the account."""
        raw = _bytes(
            {
                "id": made.number,
                "gateway": "MinhHoa",
                "transactionDate": _wall(made.at),
                "accountNumber": made.account,
                "content": made.text,
                "transferType": "in",
                "transferAmount": made.amount,
                "subAccount": None,
                "referenceCode": f"FT{made.number}",
            }
        )
        time = str(int(made.at.timestamp()))
        signature = sepay.sign(raw, time, self._sepay_secret).decode()
        heads = {"x-sepay-signature": signature, "x-sepay-timestamp": time}
        return Message("sepay", raw, heads)


def flood(messages: Sequence[Sent], chance: Random) -> list[Sent]:
    """Each message one to five times, in any order."""
    copies = [one for one in messages for _ in range(chance.randint(1, MOST_COPIES))]
    chance.shuffle(copies)
    return copies


def _wall(at: datetime) -> str:
    return f"{at.astimezone(VIETNAM):%Y-%m-%d %H:%M:%S}"


def _bytes(body: dict[str, Any]) -> bytes:
    return json.dumps(body, ensure_ascii=False).encode()
