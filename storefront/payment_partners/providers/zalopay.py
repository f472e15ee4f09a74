"""ZaloPay v2: HMAC-SHA256 over values joined by "|"; `app_trans_id` is yymmdd_reference, GMT+7.

A callback carries `data` as a text, signed with key2: it is never written anew before checking.
"""

import hashlib
import hmac
import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from catalog.kernel.clock import VIETNAM
from storefront.inbox.errors import Forged, Unreadable
from storefront.inbox.providers.reading import as_object, dong_of, text_of
from storefront.payment_partners.errors import Refused, Unreachable
from storefront.payment_partners.providers.base import (
    Bill,
    Charged,
    Incoming,
    PayPage,
    Reply,
    Return,
    Returned,
    Stand,
    Standing,
    Taken,
    Told,
)
from storefront.payment_partners.providers.http import FORM, Transport
from storefront.payment_partners.rules import RefundState
from storefront.payments.rules import Method

DONE, FAILED, PENDING = "1", "2", "3"
DUPLICATE, UNKNOWN_ORDER, EXPIRED = "-68", "-101", "-54"
"""sub_return_code: app_trans_id used before; no such order; its time is over."""
SHORTEST = 300


class ZaloPay:
    """The wallet ZaloPay."""

    method = Method.ZALOPAY
    shortest_seconds = SHORTEST

    def __init__(
        self, app_id: str, key1: str, key2: str, url: str, public_url: str, transport: Transport
    ) -> None:
        self._app_id, self._key1, self._key2 = app_id, key1, key2
        self._url, self._public_url, self._transport = url, public_url, transport

    def start(self, bill: Bill) -> PayPage:
        back_to = f"{self._public_url}/don-hang/{bill.number}/tra-tien"
        name = trans_id(bill.reference, bill.made_at)
        values = {
            "app_id": self._app_id,
            "app_trans_id": name,
            "app_user": "ocop",
            "amount": str(bill.amount),
            "app_time": str(int(bill.made_at.timestamp() * 1000)),
            "embed_data": json.dumps({"redirecturl": back_to}, separators=(",", ":")),
            "item": "[]",
        }
        seconds = int((bill.expires_at - bill.made_at).total_seconds())
        more = {
            "expire_duration_seconds": str(max(SHORTEST, seconds)),
            "description": f"OCOP {bill.number}",
            "bank_code": "",
            "callback_url": f"{self._public_url}/webhooks/zalopay",
            "mac": sign(self._key1, *values.values()),
        }
        answer = self._call("create", values | more)
        url = text_of(answer, "order_url")
        if text_of(answer, "return_code") == DONE and url:
            return PayPage(url, name)
        sub = text_of(answer, "sub_return_code")
        if sub == DUPLICATE or text_of(answer, "return_code") == PENDING:
            raise Unreachable(f"sub_return_code {sub}")
        raise Refused(f"sub_return_code {sub}: {text_of(answer, 'return_message')}")

    def read(self, incoming: Incoming, now: datetime) -> Told:
        body = as_object(incoming.raw)
        data, mac = body.get("data"), body.get("mac")
        if not isinstance(data, str) or not isinstance(mac, str):
            raise Unreadable
        if not hmac.compare_digest(sign(self._key2, data).encode(), mac.lower().encode()):
            raise Forged
        said = as_object(data.encode())
        if text_of(said, "app_id") != self._app_id:
            raise Forged
        payment = text_of(said, "zp_trans_id")
        return _charged(payment, text_of(said, "app_trans_id"), said, said.get("server_time"))

    def reply(self, taken: Taken) -> Reply:
        if taken in (Taken.FORGED, Taken.UNREADABLE):
            return Reply(200, {"return_code": -1, "return_message": "mac not equal"})
        if taken == Taken.SEEN:
            return Reply(200, {"return_code": 2, "return_message": "duplicate"})
        return Reply(200, {"return_code": 1, "return_message": "success"})

    def ask(self, bill: Bill, now: datetime) -> Standing:
        name = trans_id(bill.reference, bill.made_at)
        mac = sign(self._key1, self._app_id, name, self._key1)
        answer = self._call("query", {"app_id": self._app_id, "app_trans_id": name, "mac": mac})
        code, sub = text_of(answer, "return_code"), text_of(answer, "sub_return_code")
        if code == DONE:
            payment = text_of(answer, "zp_trans_id")
            at = answer.get("server_time")
            return Standing(Stand.CHARGED, _charged(f"asked:{payment}", name, answer, at))
        if code == PENDING:
            return Standing(Stand.OPEN)
        if sub == UNKNOWN_ORDER:
            return Standing(Stand.MISSING)
        return Standing(Stand.EXPIRED if sub == EXPIRED else Stand.DECLINED)

    def refund(self, back: Return) -> Returned:
        at = str(int(back.made_at.timestamp() * 1000))
        mac = sign(self._key1, self._app_id, back.payment_id, str(back.amount), back.words, at)
        values = {
            "m_refund_id": self._refund_id(back),
            "app_id": self._app_id,
            "zp_trans_id": back.payment_id,
            "amount": str(back.amount),
            "timestamp": at,
            "description": back.words,
            "mac": mac,
        }
        answer = self._call("refund", values)
        if text_of(answer, "return_code") == FAILED and text_of(answer, "sub_return_code") in (
            DUPLICATE,
        ):
            return self._asked(back, back.made_at)  # this key was taken before: what became of it
        return self._returned(back, answer)

    def ask_refund(self, back: Return, now: datetime) -> Returned:
        """Where the partner has not heard of it, it is sent: its name makes it once."""
        found = self._asked(back, now)
        return self.refund(back) if found.words == UNKNOWN_ORDER else found

    def _asked(self, back: Return, now: datetime) -> Returned:
        at, name = str(int(now.timestamp() * 1000)), self._refund_id(back)
        mac = sign(self._key1, self._app_id, name, at)
        values = {"app_id": self._app_id, "m_refund_id": name, "timestamp": at, "mac": mac}
        return self._returned(back, self._call("query_refund", values))

    def _returned(self, back: Return, answer: dict[str, Any]) -> Returned:
        code, sub = text_of(answer, "return_code"), text_of(answer, "sub_return_code")
        states = {DONE: RefundState.SENT, FAILED: RefundState.REFUSED}
        named = text_of(answer, "refund_id") or self._refund_id(back)
        return Returned(states.get(code, RefundState.UNKNOWN), named, "" if code == DONE else sub)

    def _refund_id(self, back: Return) -> str:
        day = back.made_at.astimezone(VIETNAM)
        return f"{day:%y%m%d}_{self._app_id}_{back.key.replace('-', '')[:20]}"

    def _call(self, what: str, values: dict[str, str]) -> dict[str, Any]:
        try:
            raw = urlencode(values).encode()
            return as_object(self._transport.post(f"{self._url}/v2/{what}", raw, FORM))
        except Unreadable as error:
            raise Unreachable("not JSON") from error


def trans_id(reference: str, made_at: datetime) -> str:
    """yymmdd of the day in Vietnam, and what we call it."""
    return f"{made_at.astimezone(VIETNAM):%y%m%d}_{reference}"


def sign(key: str, *values: str) -> str:
    """HMAC-SHA256 in hex over the values joined by "|"."""
    return hmac.new(key.encode(), "|".join(values).encode(), hashlib.sha256).hexdigest()


def _charged(event_id: str, trans: str, said: dict[str, Any], at: object) -> Charged:
    payment = text_of(said, "zp_trans_id")
    _day, _, reference = trans.partition("_")
    if not payment or not reference or isinstance(at, bool) or not isinstance(at, int):
        raise Unreadable
    if not 0 < at < 10**14:
        raise Unreadable
    moment = datetime.fromtimestamp(at / 1000, UTC)
    return Charged(event_id, reference, payment, dong_of(said, "amount"), moment)
