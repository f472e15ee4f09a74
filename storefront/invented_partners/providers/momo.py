"""An invented MoMo: checks our signatures, remembers requestId, signs what it tells."""

import json
from datetime import datetime
from typing import Any

from storefront.invented_partners.providers.acting import OFF_BY, Act, Mood, Paper, take_mood
from storefront.invented_partners.providers.ledger import Drawer
from storefront.invented_partners.providers.store import FakeStore, Thing, Things, digest
from storefront.payment_partners.errors import Unreachable
from storefront.payment_partners.providers import momo
from storefront.payment_partners.providers.base import Incoming

NAMES = {"create": momo.CREATE, "query": momo.QUERY, "refund": momo.REFUND}
CODES = {"open": 1000, "paid": 0, "declined": 1006, "expired": 1005}
WORDS = {0: "Successful.", 1005: "Expired.", 1006: "Denied by user."}


class FakeMomo:
    """Give it to the adapter as its transport."""

    def __init__(
        self, store: FakeStore, public_url: str, partner: str, access: str, secret: str
    ) -> None:
        self.moods: list[Mood] = []
        self._store, self._public_url = store, public_url
        self._partner, self._access, self._secret = partner, access, secret
        self._drawer = Drawer("momo")

    def post(self, url: str, body: bytes, kind: str) -> bytes:
        """One call to its API."""
        if take_mood(self.moods, [Mood.LOST]):
            raise Unreachable("lost on the way")
        what = url.rpartition("/")[2]
        given = json.loads(body)
        signed = given | {"accessKey": self._access}
        if momo.sign(signed, NAMES[what], self._secret).decode() != given["signature"]:
            answer: dict[str, Any] = {"resultCode": 13, "message": "Merchant authentication"}
        else:
            with self._store.open() as things:
                answer = self._answer(things, what, given)
        if take_mood(self.moods, [Mood.SILENT]):
            raise Unreachable("no answer in time")
        return json.dumps(answer).encode()

    def _answer(self, things: Things, what: str, given: Thing) -> dict[str, Any]:
        if what == "query":
            return self._standing(things, given)
        key, same = given["requestId"], digest(what, sorted(given.items()))
        seen = things.find("momo.key", key)
        if seen:  # for 31 days; with another body it is a duplicate that does nothing
            return seen["answer"] if seen["digest"] == same else {"resultCode": 40}
        answer = self._create(things, given) if what == "create" else self._refund(things, given)
        things.put("momo.key", key, {"digest": same, "answer": answer})
        return answer

    def _create(self, things: Things, given: Thing) -> dict[str, Any]:
        if not 1_000 <= given["amount"] <= 50_000_000:
            return {"resultCode": 22, "message": "Amount out of range"}
        if self._drawer.find(things, given["orderId"]):
            return {"resultCode": 41, "message": "Duplicated orderId"}
        bill = {
            "reference": given["orderId"],
            "number": given["orderInfo"].removeprefix("OCOP "),
            "amount": given["amount"],
            "request": given["requestId"],
            "state": "open",
            "payment": 0,
        }
        self._drawer.put(things, bill)
        url = f"{self._public_url}/cong-minh-hoa/momo/{bill['reference']}"
        return {"resultCode": 0, "payUrl": url, "orderId": bill["reference"]}

    def _standing(self, things: Things, given: Thing) -> dict[str, Any]:
        bill = self._drawer.find(things, given["orderId"])
        if bill is None:
            return {"resultCode": 42, "message": "orderId not found"}
        return {
            "resultCode": CODES[bill["state"]],
            "transId": bill["payment"],
            "amount": bill["amount"],
            "responseTime": bill.get("at", 0),
        }

    def _refund(self, things: Things, given: Thing) -> dict[str, Any]:
        payment, amount = str(given["transId"]), given["amount"]
        made = self._drawer.give_back(things, payment, amount, given["requestId"])
        if made is None:
            return {"resultCode": 1080, "message": "Refund rejected"}
        return {"resultCode": 0, "transId": made["number"], "amount": amount}

    def paper(self, name: str) -> Paper | None:
        with self._store.open() as things:
            bill = self._drawer.find(things, name)
        if bill is None:
            return None
        return Paper(name, bill["number"], name, bill["amount"], bill["state"] == "open")

    def act(self, name: str, act: Act, now: datetime) -> list[Incoming]:
        with self._store.open() as things:
            bill = self._drawer.find(things, name)
            if bill is None or bill["state"] == "paid":
                return []
            at = int(now.timestamp() * 1000)
            if act == Act.FORGE:
                return [self._tell(bill | {"state": "paid", "payment": 1, "at": at}, "khoa-gia")]
            if act in (Act.DECLINE, Act.EXPIRE):
                state = "declined" if act == Act.DECLINE else "expired"
                return [self._tell(self._drawer.put(things, bill | {"state": state, "at": at}))]
            lacks = OFF_BY if act == Act.OTHER_AMOUNT else 0
            return [self._tell(self._drawer.pay(things, bill | {"at": at}, lacks))]

    def _tell(self, bill: Thing, secret: str = "") -> Incoming:
        code = CODES[bill["state"]]
        body = {
            "partnerCode": self._partner,
            "orderId": bill["reference"],
            "requestId": bill["request"],
            "amount": bill["amount"],
            "orderInfo": f"OCOP {bill['number']}",
            "orderType": "momo_wallet",
            "transId": bill["payment"],
            "resultCode": code,
            "message": WORDS[code],
            "payType": "app",
            "responseTime": bill["at"],
            "extraData": "",
        }
        signed = body | {"accessKey": self._access}
        signature = momo.sign(signed, momo.IPN, secret or self._secret).decode()
        return Incoming(json.dumps(body | {"signature": signature}).encode())
