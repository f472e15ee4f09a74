"""An invented ZaloPay: checks our mac, takes a name once, signs the text of its data."""

import json
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl

from storefront.invented_partners.providers.acting import OFF_BY, Act, Mood, Paper, take_mood
from storefront.invented_partners.providers.ledger import Drawer
from storefront.invented_partners.providers.store import FakeStore, Thing, Things, digest
from storefront.payment_partners.errors import Unreachable
from storefront.payment_partners.providers import zalopay
from storefront.payment_partners.providers.base import Incoming

SIGNED = {
    "create": (
        "app_id", "app_trans_id", "app_user", "amount", "app_time", "embed_data", "item",
    ),
    "query": ("app_id", "app_trans_id"),
    "refund": ("app_id", "zp_trans_id", "amount", "description", "timestamp"),
    "query_refund": ("app_id", "m_refund_id", "timestamp"),
}  # fmt: skip


class FakeZaloPay:
    """Give it to the adapter as its transport."""

    def __init__(
        self, store: FakeStore, public_url: str, app_id: str, key1: str, key2: str
    ) -> None:
        self.moods: list[Mood] = []
        self._store, self._public_url = store, public_url
        self._app_id, self._key1, self._key2 = app_id, key1, key2
        self._drawer = Drawer("zalopay")

    def post(self, url: str, body: bytes, kind: str) -> bytes:
        """One call to its API."""
        if take_mood(self.moods, [Mood.LOST]):
            raise Unreachable("lost on the way")
        what = url.rpartition("/")[2]
        given = dict(parse_qsl(body.decode(), keep_blank_values=True))
        values = [given.get(name, "") for name in SIGNED[what]]
        more = [self._key1] if what == "query" else []
        if zalopay.sign(self._key1, *values, *more) != given["mac"]:
            answer: dict[str, Any] = _no("-402")
        else:
            with self._store.open() as things:
                answer = self._answer(things, what, given)
        if take_mood(self.moods, [Mood.SILENT]):
            raise Unreachable("no answer in time")
        return json.dumps(answer).encode()

    def _answer(self, things: Things, what: str, given: dict[str, str]) -> dict[str, Any]:
        if what == "create":
            return self._create(things, given)
        if what == "query":
            return self._standing(things, given["app_trans_id"])
        name = given["m_refund_id"]
        if what == "query_refund":
            made = self._drawer.find_refund(things, name)
            return {"return_code": 1, "refund_id": made["number"]} if made else _no("-101")
        if self._drawer.find_refund(things, name):
            return _no(zalopay.DUPLICATE)
        made = self._drawer.give_back(things, given["zp_trans_id"], int(given["amount"]), name)
        return {"return_code": 1, "refund_id": made["number"]} if made else _no("-13")

    def _create(self, things: Things, given: dict[str, str]) -> dict[str, Any]:
        name, amount = given["app_trans_id"], int(given["amount"])
        seen = self._drawer.find(things, name)
        same = digest(sorted(given.items()))
        if seen and seen["digest"] != same:
            return _no(zalopay.DUPLICATE)
        if amount < 1_000:
            return _no("-217")
        bill = seen or {
            "reference": name,
            "number": given["description"].removeprefix("OCOP "),
            "amount": amount,
            "digest": same,
            "state": "open",
            "payment": 0,
        }
        self._drawer.put(things, bill)
        return {"return_code": 1, "order_url": f"{self._public_url}/cong-minh-hoa/zalopay/{name}"}

    def _standing(self, things: Things, name: str) -> dict[str, Any]:
        bill = self._drawer.find(things, name)
        if bill is None:
            return _no(zalopay.UNKNOWN_ORDER)
        if bill["state"] == "open":
            return {"return_code": 3, "is_processing": False}
        if bill["state"] != "paid":
            return _no(zalopay.EXPIRED if bill["state"] == "expired" else "-63")
        return {
            "return_code": 1,
            "amount": bill["amount"],
            "zp_trans_id": bill["payment"],
            "server_time": bill["at"],
        }

    def paper(self, name: str) -> Paper | None:
        with self._store.open() as things:
            bill = self._drawer.find(things, name)
        if bill is None:
            return None
        reference = name.partition("_")[2]
        return Paper(name, bill["number"], reference, bill["amount"], bill["state"] == "open")

    def act(self, name: str, act: Act, now: datetime) -> list[Incoming]:
        """ZaloPay tells of money alone: of what was declined or expired it says nothing."""
        with self._store.open() as things:
            bill = self._drawer.find(things, name)
            if bill is None or bill["state"] == "paid":
                return []
            bill["at"] = int(now.timestamp() * 1000)
            if act == Act.FORGE:
                return [self._tell(bill | {"payment": 1}, "khoa-gia")]
            if act in (Act.DECLINE, Act.EXPIRE):
                state = "declined" if act == Act.DECLINE else "expired"
                self._drawer.put(things, bill | {"state": state})
                return []
            lacks = OFF_BY if act == Act.OTHER_AMOUNT else 0
            return [self._tell(self._drawer.pay(things, bill, lacks))]

    def _tell(self, bill: Thing, key: str = "") -> Incoming:
        data = json.dumps(
            {
                "app_id": int(self._app_id),
                "app_trans_id": bill["reference"],
                "app_time": bill["at"],
                "app_user": "ocop",
                "amount": bill["amount"],
                "embed_data": "{}",
                "item": "[]",
                "zp_trans_id": bill["payment"],
                "server_time": bill["at"],
                "channel": 38,
                "merchant_user_id": "",
                "user_fee_amount": 0,
                "discount_amount": 0,
            }
        )
        body = {"data": data, "mac": zalopay.sign(key or self._key2, data), "type": 1}
        return Incoming(json.dumps(body).encode())


def _no(sub: str) -> dict[str, Any]:
    return {"return_code": 2, "return_message": "no", "sub_return_code": int(sub)}
