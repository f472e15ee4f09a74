"""VNPAY 2.1.0: HMAC-SHA512 over sorted, form-encoded names and values; amounts ×100; GMT+7.

The page's address is worked out here, nobody is called. Only the IPN counts, never the return.
"""

import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl, quote_plus

from catalog.kernel.clock import VIETNAM
from storefront.inbox.errors import Forged, Unreadable
from storefront.inbox.providers.reading import as_object, text_of
from storefront.payment_partners.errors import Unreachable
from storefront.payment_partners.providers.base import (
    Bill,
    Charged,
    Gone,
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
from storefront.payment_partners.providers.http import JSON, Transport
from storefront.payment_partners.rules import RefundState
from storefront.payments.rules import Method

VERSION = "2.1.0"
HUNDREDTHS = 100
DONE = "00"
NOT_FOUND, SAME_REQUEST = "91", "94"
OPEN_STATES = frozenset({"01", "04", "05", "06"})
"""vnp_TransactionStatus: not finished, or its outcome is not clear."""
LARGEST_QUERY = 8 * 1024
ASKED = (
    "vnp_RequestId", "vnp_Version", "vnp_Command", "vnp_TmnCode", "vnp_TxnRef",
    "vnp_TransactionDate", "vnp_CreateDate", "vnp_IpAddr", "vnp_OrderInfo",
)  # fmt: skip
RETURNED = (
    "vnp_RequestId", "vnp_Version", "vnp_Command", "vnp_TmnCode", "vnp_TransactionType",
    "vnp_TxnRef", "vnp_Amount", "vnp_TransactionNo", "vnp_TransactionDate", "vnp_CreateBy",
    "vnp_CreateDate", "vnp_IpAddr", "vnp_OrderInfo",
)  # fmt: skip
ANSWERED = (
    "vnp_ResponseId", "vnp_Command", "vnp_ResponseCode", "vnp_Message", "vnp_TmnCode",
    "vnp_TxnRef", "vnp_Amount", "vnp_BankCode", "vnp_PayDate", "vnp_TransactionNo",
    "vnp_TransactionType", "vnp_TransactionStatus", "vnp_OrderInfo",
)  # fmt: skip
QUERY_ANSWERED = (*ANSWERED, "vnp_PromotionCode", "vnp_PromotionAmount")
"""The names a signature of the API covers, joined by "|", in VNPAY's order."""

_ANSWERS = {
    Taken.DONE: ("00", "Confirm Success"),
    Taken.UNKNOWN: ("01", "Order not found"),
    Taken.SEEN: ("02", "Order already confirmed"),
    Taken.WAITS: ("04", "Invalid amount"),
    Taken.FORGED: ("97", "Invalid signature"),
    Taken.UNREADABLE: ("99", "Input data required"),
}


class VnPay:
    """Vietnamese cards and bank accounts by VNPAY."""

    method = Method.VNPAY
    shortest_seconds = 60

    def __init__(
        self,
        tmn_code: str,
        secret: str,
        pay_url: str,
        api_url: str,
        public_url: str,
        transport: Transport,
    ) -> None:
        self._code, self._secret, self._pay_url, self._api_url = tmn_code, secret, pay_url, api_url
        self._public_url, self._transport = public_url, transport

    def start(self, bill: Bill) -> PayPage:
        values = {
            "vnp_Version": VERSION,
            "vnp_Command": "pay",
            "vnp_TmnCode": self._code,
            "vnp_Amount": str(bill.amount * HUNDREDTHS),
            "vnp_CreateDate": _wall(bill.made_at),
            "vnp_CurrCode": "VND",
            "vnp_ExpireDate": _wall(bill.expires_at),
            "vnp_IpAddr": bill.buyer_address or "127.0.0.1",
            "vnp_Locale": "en" if bill.language == "en" else "vn",
            "vnp_OrderInfo": f"OCOP {bill.number}",
            "vnp_OrderType": "other",
            "vnp_ReturnUrl": f"{self._public_url}/don-hang/{bill.number}/tra-tien",
            "vnp_TxnRef": bill.reference,
        }
        line = encoded(values)
        signature = sign(line, self._secret)
        return PayPage(f"{self._pay_url}?{line}&vnp_SecureHash={signature}", bill.reference)

    def read(self, incoming: Incoming, now: datetime) -> Told:
        values = read_query(incoming.query, self._secret)
        if values.get("vnp_TmnCode") != self._code:
            raise Forged
        reference, payment = values.get("vnp_TxnRef", ""), values.get("vnp_TransactionNo", "")
        state = values.get("vnp_TransactionStatus", "")
        event_id = f"{reference}:{payment}:{state}:{values.get('vnp_ResponseCode', '')}"
        if not reference:
            raise Unreadable
        if values.get("vnp_ResponseCode") == DONE and state == DONE:
            return _charged(event_id, values)
        words = f"vnp_ResponseCode {values.get('vnp_ResponseCode', '')}"
        return Gone(event_id, reference, values.get("vnp_ResponseCode") == "11", words)

    def reply(self, taken: Taken) -> Reply:
        code, words = _ANSWERS[taken]
        return Reply(200, {"RspCode": code, "Message": words})

    def ask(self, bill: Bill, now: datetime) -> Standing:
        values = self._request("querydr", f"{bill.key}{now.timestamp()}", bill.reference, now)
        values["vnp_TransactionDate"] = _wall(bill.made_at)
        answer = self._call(values, ASKED, QUERY_ANSWERED)
        code, state = text_of(answer, "vnp_ResponseCode"), text_of(answer, "vnp_TransactionStatus")
        if code == NOT_FOUND:
            return Standing(Stand.MISSING)
        if code != DONE:
            raise Unreachable(f"vnp_ResponseCode {code}")
        if state == DONE:
            named = text_of(answer, "vnp_TransactionNo")
            said = {name: text_of(answer, name) for name in answer}
            return Standing(Stand.CHARGED, _charged(f"asked:{named}", said))
        return Standing(Stand.OPEN if state in OPEN_STATES else Stand.DECLINED)

    def refund(self, back: Return) -> Returned:
        values = self._request("refund", back.key, back.reference, back.made_at)
        values |= {
            "vnp_TransactionType": "02" if back.amount == back.charged else "03",
            "vnp_Amount": str(back.amount * HUNDREDTHS),
            "vnp_TransactionNo": back.payment_id,
            "vnp_TransactionDate": _wall(back.charged_for),
            "vnp_CreateBy": "ocop",
            "vnp_OrderInfo": f"Hoan {back.words}",
        }
        answer = self._call(values, RETURNED, ANSWERED)
        code, named = text_of(answer, "vnp_ResponseCode"), text_of(answer, "vnp_TransactionNo")
        if code == DONE:
            return Returned(RefundState.SENT, named or back.key)
        if code == SAME_REQUEST:  # it has this request already: by its word it is under way
            return Returned(RefundState.UNKNOWN, "", f"vnp_ResponseCode {code}")
        return Returned(RefundState.REFUSED, "", f"vnp_ResponseCode {code}")

    def ask_refund(self, back: Return, now: datetime) -> Returned:
        """The same request again: VNPAY takes a vnp_RequestId once."""
        return self.refund(back)

    def _request(self, command: str, key: str, reference: str, now: datetime) -> dict[str, str]:
        return {
            "vnp_RequestId": hashlib.sha256(key.encode()).hexdigest()[:32],
            "vnp_Version": VERSION,
            "vnp_Command": command,
            "vnp_TmnCode": self._code,
            "vnp_TxnRef": reference,
            "vnp_OrderInfo": f"Hoi {reference}",
            "vnp_CreateDate": _wall(now),
            "vnp_IpAddr": "127.0.0.1",
        }

    def _call(
        self, values: dict[str, str], names: tuple[str, ...], answered: tuple[str, ...]
    ) -> dict[str, Any]:
        signed = values | {"vnp_SecureHash": sign(joined(values, names), self._secret)}
        try:
            answer = as_object(
                self._transport.post(self._api_url, json.dumps(signed).encode(), JSON)
            )
            given = text_of(answer, "vnp_SecureHash").lower()
            right = sign(joined(answer, answered), self._secret)
        except Unreadable as error:
            raise Unreachable("not readable") from error
        if not hmac.compare_digest(right.encode(), given.encode()):
            raise Unreachable("an answer with a wrong signature")
        return answer


def read_query(query: str, secret: str) -> dict[str, str]:
    """The values of a signed address, each once; raises Unreadable or Forged."""
    if len(query) > LARGEST_QUERY:
        raise Unreadable
    try:
        pairs = parse_qsl(query, keep_blank_values=True, errors="strict", max_num_fields=100)
    except (ValueError, UnicodeDecodeError) as error:
        raise Unreadable from error
    values = dict(pairs)
    if len(values) != len(pairs):
        raise Unreadable
    given = values.pop("vnp_SecureHash", "").lower()
    values.pop("vnp_SecureHashType", None)
    own = {name: value for name, value in values.items() if name.startswith("vnp_")}
    right = sign(encoded(own), secret)
    if not given or not hmac.compare_digest(right.encode(), given.encode()):
        raise Forged
    return own


def encoded(values: Mapping[str, str]) -> str:
    """name=value joined by "&", sorted by name, "+" for a space; empty ones are left out."""
    return "&".join(f"{name}={quote_plus(values[name])}" for name in sorted(values) if values[name])


def joined(values: Mapping[str, Any], names: tuple[str, ...]) -> str:
    return "|".join(text_of(dict(values), name) for name in names)


def sign(line: str, secret: str) -> str:
    """HMAC-SHA512 in hex."""
    return hmac.new(secret.encode(), line.encode(), hashlib.sha512).hexdigest()


def _wall(at: datetime) -> str:
    return f"{at.astimezone(VIETNAM):%Y%m%d%H%M%S}"


def _charged(event_id: str, values: Mapping[str, str]) -> Charged:
    hundredths, at = values.get("vnp_Amount", ""), values.get("vnp_PayDate", "")
    payment = values.get("vnp_TransactionNo", "")
    if not re.fullmatch(r"[1-9][0-9]{2,14}", hundredths, re.ASCII) or not payment:
        raise Unreadable
    amount, rest = divmod(int(hundredths), HUNDREDTHS)
    if rest or not re.fullmatch(r"[0-9]{14}", at, re.ASCII):
        raise Unreadable
    try:
        moment = datetime.strptime(at, "%Y%m%d%H%M%S").replace(tzinfo=VIETNAM)
    except ValueError as error:
        raise Unreadable from error
    return Charged(event_id, values.get("vnp_TxnRef", ""), payment, amount, moment)
