"""An invented VNPAY: a page for a signed address, IPN by GET, an API that takes a request once."""

import json
from datetime import datetime
from typing import Any

from catalog.kernel.clock import VIETNAM
from storefront.inbox.errors import Forged, Unreadable
from storefront.invented_partners.providers.acting import OFF_BY, Act, Mood, Paper, take_mood
from storefront.invented_partners.providers.ledger import Drawer
from storefront.invented_partners.providers.store import FakeStore, Thing, Things
from storefront.payment_partners.errors import Unreachable
from storefront.payment_partners.providers import vnpay
from storefront.payment_partners.providers.base import Incoming

PAGE = "trang"
CODES = {"paid": "00", "declined": "24", "expired": "11"}
STATES = {"open": "01", "paid": "00", "declined": "02", "expired": "02"}


class FakeVnPay:
    """Give it to the adapter as its transport; its page is opened by our address alone."""

    def __init__(self, store: FakeStore, code: str, secret: str) -> None:
        self.moods: list[Mood] = []
        self._store, self._code, self._secret = store, code, secret
        self._drawer = Drawer("vnpay")

    def post(self, url: str, body: bytes, kind: str) -> bytes:
        """One call to its API."""
        if take_mood(self.moods, [Mood.LOST]):
            raise Unreachable("lost on the way")
        given = json.loads(body)
        is_query = given["vnp_Command"] == "querydr"
        names = vnpay.ASKED if is_query else vnpay.RETURNED
        if vnpay.sign(vnpay.joined(given, names), self._secret) != given["vnp_SecureHash"]:
            answer: dict[str, Any] = {"vnp_ResponseCode": "97"}
        else:
            with self._store.open() as things:
                answer = self._standing(things, given) if is_query else self._back(things, given)
        if take_mood(self.moods, [Mood.SILENT]):
            raise Unreachable("no answer in time")
        answer |= {"vnp_TmnCode": self._code, "vnp_TxnRef": given["vnp_TxnRef"]}
        answered = vnpay.QUERY_ANSWERED if is_query else vnpay.ANSWERED
        answer["vnp_SecureHash"] = vnpay.sign(vnpay.joined(answer, answered), self._secret)
        return json.dumps(answer).encode()

    def _standing(self, things: Things, given: Thing) -> dict[str, Any]:
        bill = self._drawer.find(things, given["vnp_TxnRef"])
        if bill is None:
            return {"vnp_ResponseCode": "91"}
        return {
            "vnp_ResponseCode": "00",
            "vnp_TransactionStatus": STATES[bill["state"]],
            "vnp_TransactionNo": str(bill["payment"]),
            "vnp_Amount": str(bill["amount"] * vnpay.HUNDREDTHS),
            "vnp_PayDate": bill.get("at", ""),
        }

    def _back(self, things: Things, given: Thing) -> dict[str, Any]:
        name, amount = given["vnp_RequestId"], int(given["vnp_Amount"]) // vnpay.HUNDREDTHS
        if self._drawer.find_refund(things, name):
            return {"vnp_ResponseCode": "94"}
        made = self._drawer.give_back(things, given["vnp_TransactionNo"], amount, name)
        if made is None:
            return {"vnp_ResponseCode": "02"}
        return {"vnp_ResponseCode": "00", "vnp_TransactionNo": str(made["number"])}

    def open(self, query: str) -> str | None:
        """What the page at a signed address is called; None for an address nobody signed."""
        try:
            given = vnpay.read_query(query, self._secret)
        except (Forged, Unreadable):
            return None
        reference = given["vnp_TxnRef"]
        with self._store.open() as things:
            if self._drawer.find(things, reference) is None:
                bill = {
                    "reference": reference,
                    "number": given["vnp_OrderInfo"].removeprefix("OCOP "),
                    "amount": int(given["vnp_Amount"]) // vnpay.HUNDREDTHS,
                    "state": "open",
                    "payment": 0,
                }
                self._drawer.put(things, bill)
        return reference

    def paper(self, name: str) -> Paper | None:
        """Under the name of a bill, or the signed address that makes one."""
        name = self._known(name)
        with self._store.open() as things:
            bill = self._drawer.find(things, name)
        if bill is None:
            return None
        return Paper(name, bill["number"], name, bill["amount"], bill["state"] == "open")

    def _known(self, name: str) -> str:
        return self.open(name.partition("?")[2]) or "" if "?" in name else name

    def act(self, name: str, act: Act, now: datetime) -> list[Incoming]:
        name = self._known(name)
        with self._store.open() as things:
            bill = self._drawer.find(things, name)
            if bill is None or bill["state"] == "paid":
                return []
            bill["at"] = f"{now.astimezone(VIETNAM):%Y%m%d%H%M%S}"
            if act == Act.FORGE:
                return [self._tell(bill | {"state": "paid", "payment": 1}, "khoa-gia")]
            if act in (Act.DECLINE, Act.EXPIRE):
                state = "declined" if act == Act.DECLINE else "expired"
                return [self._tell(self._drawer.put(things, bill | {"state": state}))]
            lacks = OFF_BY if act == Act.OTHER_AMOUNT else 0
            return [self._tell(self._drawer.pay(things, bill, lacks))]

    def _tell(self, bill: Thing, secret: str = "") -> Incoming:
        values = {
            "vnp_TmnCode": self._code,
            "vnp_Amount": str(bill["amount"] * vnpay.HUNDREDTHS),
            "vnp_BankCode": "NCB",
            "vnp_CardType": "ATM",
            "vnp_OrderInfo": f"OCOP {bill['number']}",
            "vnp_PayDate": bill["at"],
            "vnp_ResponseCode": CODES[bill["state"]],
            "vnp_TransactionNo": str(bill["payment"]),
            "vnp_TransactionStatus": STATES[bill["state"]],
            "vnp_TxnRef": bill["reference"],
        }
        line = vnpay.encoded(values)
        signature = vnpay.sign(line, secret or self._secret)
        return Incoming(b"", {}, f"{line}&vnp_SecureHash={signature}")
