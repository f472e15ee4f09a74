"""MoMo, all-in-one gateway v2: HMAC-SHA256 over a fixed list of names, values as they are.

`requestId` is the key: MoMo remembers it for 31 days. Only resultCode 0 is money.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from storefront.inbox.errors import Forged, Unreadable
from storefront.inbox.providers.reading import as_object, dong_of, text_of
from storefront.payment_partners.errors import Refused, Unreachable
from storefront.payment_partners.providers.base import (
    Bill,
    Charged,
    Gone,
    Incoming,
    Other,
    PayPage,
    Reply,
    Return,
    Returned,
    Stand,
    Standing,
    Taken,
    Told,
)
from storefront.payment_partners.providers.http import JSON, Transport
from storefront.payment_partners.rules import RefundState
from storefront.payments.rules import Method

CREATE = (
    "accessKey", "amount", "extraData", "ipnUrl", "orderId", "orderInfo", "partnerCode",
    "redirectUrl", "requestId", "requestType",
)  # fmt: skip
IPN = (
    "accessKey", "amount", "extraData", "message", "orderId", "orderInfo", "orderType",
    "partnerCode", "payType", "requestId", "responseTime", "resultCode", "transId",
)  # fmt: skip
QUERY = ("accessKey", "orderId", "partnerCode", "requestId")
REFUND = (
    "accessKey", "amount", "description", "orderId", "partnerCode", "requestId", "transId",
)  # fmt: skip
"""The names a signature covers, in MoMo's order."""

DONE = "0"
PENDING = frozenset({"1000", "7000", "7002", "9000"})
BUSY = frozenset({"10", "11", "40", "41", "98", "99"})
"""The partner's own trouble, or a request it knows already: what happened is not clear."""
MISSING = frozenset({"42"})
EXPIRED = "1005"


class Momo:
    """The wallet MoMo."""

    method = Method.MOMO
    shortest_seconds = 60

    def __init__(
        self,
        partner_code: str,
        access_key: str,
        secret_key: str,
        url: str,
        public_url: str,
        transport: Transport,
    ) -> None:
        self._code, self._access, self._secret = partner_code, access_key, secret_key
        self._url, self._public_url, self._transport = url, public_url, transport

    def start(self, bill: Bill) -> PayPage:
        left = bill.expires_at - bill.made_at
        body = {
            "partnerCode": self._code,
            "requestId": bill.key,
            "orderId": bill.reference,
            "amount": bill.amount,
            "orderInfo": f"OCOP {bill.number}",
            "redirectUrl": f"{self._public_url}/don-hang/{bill.number}/tra-tien",
            "ipnUrl": f"{self._public_url}/webhooks/momo",
            "requestType": "captureWallet",
            "extraData": "",
            "orderExpireTime": max(1, int(left.total_seconds()) // 60),
            "lang": "en" if bill.language == "en" else "vi",
        }
        answer = self._call("create", body, CREATE)
        code, url = text_of(answer, "resultCode"), text_of(answer, "payUrl")
        if code == DONE and url:
            return PayPage(url, bill.reference)
        if code in PENDING | BUSY or code == DONE:
            raise Unreachable(f"resultCode {code}")
        raise Refused(f"resultCode {code}: {text_of(answer, 'message')}")

    def read(self, incoming: Incoming, now: datetime) -> Told:
        body = as_object(incoming.raw)
        self._check(body)
        reference, code = text_of(body, "orderId"), text_of(body, "resultCode")
        event_id = f"{reference}:{text_of(body, 'transId')}:{code}"
        if not reference:
            raise Unreadable
        if code == DONE:
            return _charged(event_id, body)
        if code in PENDING:
            return Other(event_id)
        return Gone(event_id, reference, is_expired=code == EXPIRED, words=f"resultCode {code}")

    def _check(self, body: Mapping[str, Any]) -> None:
        given = body.get("signature")
        signed = {**body, "accessKey": self._access}
        if not isinstance(given, str) or body.get("partnerCode") != self._code:
            raise Forged
        if not hmac.compare_digest(sign(signed, IPN, self._secret), given.lower().encode()):
            raise Forged

    def reply(self, taken: Taken) -> Reply:
        if taken == Taken.FORGED:
            return Reply(403, {"message": "signature"})
        return Reply(400, {"message": "body"}) if taken == Taken.UNREADABLE else Reply(204)

    def ask(self, bill: Bill, now: datetime) -> Standing:
        body = {
            "partnerCode": self._code,
            "requestId": f"{bill.key}-{int(now.timestamp())}",
            "orderId": bill.reference,
            "lang": "vi",
        }
        answer = self._call("query", body, QUERY)
        code = text_of(answer, "resultCode")
        if code == DONE:
            event_id = f"asked:{text_of(answer, 'transId')}"
            return Standing(Stand.CHARGED, _charged(event_id, answer | {"orderId": bill.reference}))
        if code in BUSY:
            raise Unreachable(f"resultCode {code}")
        if code in MISSING:
            return Standing(Stand.MISSING)
        if code in PENDING:
            return Standing(Stand.OPEN)
        return Standing(Stand.EXPIRED if code == EXPIRED else Stand.DECLINED)

    def refund(self, back: Return) -> Returned:
        body = {
            "partnerCode": self._code,
            "requestId": back.key,
            "orderId": back.key,
            "amount": back.amount,
            "transId": int(back.payment_id),
            "lang": "vi",
            "description": back.words,
        }
        answer = self._call("refund", body, REFUND)
        code, name = text_of(answer, "resultCode"), text_of(answer, "transId")
        if code == DONE:
            return Returned(RefundState.SENT, name)
        if code in PENDING | BUSY:
            return Returned(RefundState.UNKNOWN, "", f"resultCode {code}")
        return Returned(RefundState.REFUSED, "", f"resultCode {code}")

    def ask_refund(self, back: Return, now: datetime) -> Returned:
        """The same request again: MoMo answers a key it knows with what it did."""
        return self.refund(back)

    def _call(self, what: str, body: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
        signature = sign({**body, "accessKey": self._access}, names, self._secret).decode()
        raw = json.dumps(body | {"signature": signature}, ensure_ascii=False).encode()
        try:
            answer = self._transport.post(f"{self._url}/v2/gateway/api/{what}", raw, JSON)
            return as_object(answer)
        except Unreadable as error:
            raise Unreachable("not JSON") from error


def sign(values: Mapping[str, Any], names: tuple[str, ...], key: str) -> bytes:
    """name=value joined by "&" in the order given, nothing encoded; HMAC-SHA256 in hex."""
    line = "&".join(f"{name}={_shown(values.get(name))}" for name in names)
    return hmac.new(key.encode(), line.encode(), hashlib.sha256).hexdigest().encode()


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool | float | list | dict):
        raise Unreadable  # how those are written down differs from sender to sender
    return str(value)


def _charged(event_id: str, body: Mapping[str, Any]) -> Charged:
    values = dict(body)
    payment, at = text_of(values, "transId"), values.get("responseTime")
    if not payment.isdigit() or isinstance(at, bool) or not isinstance(at, int):
        raise Unreadable
    if not 0 < at < 10**14:
        raise Unreadable
    return Charged(
        event_id=event_id,
        reference=text_of(values, "orderId"),
        payment_id=payment,
        amount=dong_of(values, "amount"),
        happened_at=datetime.fromtimestamp(at / 1000, UTC),
    )
