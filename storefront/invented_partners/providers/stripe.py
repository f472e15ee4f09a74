"""An invented Stripe behind its own library: sessions, refunds, complaints, signed events."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl

import stripe
from stripe.params import RefundCreateParams
from stripe.params.checkout import SessionCreateParams

from catalog.kernel import clock
from storefront.invented_partners.providers.acting import OFF_BY, Act, Mood, Paper, take_mood
from storefront.invented_partners.providers.store import FakeStore, Thing, Things, digest
from storefront.invented_partners.providers.stripe_shapes import find_unknown, unfold
from storefront.payment_partners.providers.base import Incoming

LEAST, MOST = 13_000, 99_999_999
SHORTEST, LONGEST = timedelta(minutes=30), timedelta(hours=24)
Answer = tuple[int, Thing]


class FakeStripe(stripe.HTTPClient):
    """Give it to the library as its HTTP client: nothing leaves the house."""

    name = "fake"

    def __init__(self, store: FakeStore, public_url: str, webhook_secret: str) -> None:
        super().__init__()
        self.moods: list[Mood] = []
        self._store, self._public_url, self._secret = store, public_url, webhook_secret

    def request(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str] | None,
        post_data: Any = None,
        **_more: Any,
    ) -> tuple[str, int, Mapping[str, str]]:
        """One call, as the library makes it."""
        if take_mood(self.moods, [Mood.LOST]):
            raise stripe.APIConnectionError("lost on the way")
        path = url.partition("api.stripe.com")[2].partition("?")[0]
        key = (headers or {}).get("Idempotency-Key", "")
        with self._store.open() as things:
            if method == "post":
                status, body = self._once(things, path, str(post_data or ""), key)
            else:
                status, body = self._read(things, path, url.partition("?")[2])
        if take_mood(self.moods, [Mood.SILENT]):
            raise stripe.APIConnectionError("no answer in time")
        return json.dumps(body), status, {"Request-Id": "req_minh_hoa"}

    def close(self) -> None:
        """Nothing is open."""

    def _once(self, things: Things, path: str, form: str, key: str) -> Answer:
        """The same key gives the same answer; with another body it is an error."""
        seen, same = things.find("stripe.key", key), digest(path, form)
        if seen:
            if seen["digest"] != same:
                return _no("idempotency_error", "Keys for idempotent requests: other parameters")
            return int(seen["status"]), seen["body"]
        status, body = self._make(things, path, unfold(form))
        things.put("stripe.key", key, {"digest": same, "status": status, "body": body})
        return status, body

    def _make(self, things: Things, path: str, given: dict[str, Any]) -> Answer:
        if path == "/v1/checkout/sessions":
            unknown = find_unknown(SessionCreateParams, given)
            return _strange(unknown) if unknown else self._session(things, given)
        if path == "/v1/refunds":
            unknown = find_unknown(RefundCreateParams, given)
            return _strange(unknown) if unknown else self._refund(things, given)
        return _no("invalid_request_error", f"Unrecognized request URL {path}", 404)

    def _session(self, things: Things, given: dict[str, Any]) -> Answer:
        price = given["line_items"]["0"]["price_data"]
        amount, ends, now = int(price["unit_amount"]), int(given["expires_at"]), clock.now()
        if price["currency"] != "vnd" or not LEAST <= amount <= MOST:
            return _no("invalid_request_error", "The amount is too small or has too many digits")
        if not SHORTEST <= timedelta(seconds=ends - now.timestamp()) <= LONGEST:
            return _no("invalid_request_error", "expires_at must be 30 minutes to 24 hours away")
        name = f"cs_test_{things.next_number()}"
        session = {
            "id": name,
            "object": "checkout.session",
            "amount_total": amount,
            "currency": "vnd",
            "client_reference_id": given["client_reference_id"],
            "metadata": given["metadata"],
            "payment_intent": None,
            "payment_status": "unpaid",
            "status": "open",
            "expires_at": ends,
            "success_url": given["success_url"],
            "url": f"{self._public_url}/cong-minh-hoa/stripe/{name}",
        }
        return 200, things.put("stripe.session", name, session)

    def _refund(self, things: Things, given: dict[str, Any]) -> Answer:
        payment = things.find("stripe.payment", given["payment_intent"])
        amount = int(given["amount"])
        if payment is None:
            return _no("invalid_request_error", "No such payment_intent")
        if amount <= 0 or amount > payment["amount"] - payment["refunded"]:
            return _no("invalid_request_error", "Refund amount is greater than what is left")
        payment["refunded"] += amount
        things.put("stripe.payment", payment["id"], payment)
        name = f"re_{things.next_number()}"
        refund = {
            "id": name,
            "object": "refund",
            "amount": amount,
            "currency": "vnd",
            "payment_intent": payment["id"],
            "metadata": given.get("metadata", {}),
            "status": "succeeded",
        }
        return 200, things.put("stripe.refund", name, refund)

    def _read(self, things: Things, path: str, query: str) -> Answer:
        if path == "/v1/refunds":
            payment = dict(parse_qsl(query)).get("payment_intent")
            every = things.list("stripe.refund")
            found = [one for one in every if one["payment_intent"] == payment]
            return 200, {"object": "list", "url": path, "has_more": False, "data": found}
        kinds = {"/v1/checkout/sessions": "stripe.session", "/v1/refunds": "stripe.refund"}
        folder, _, name = path.rpartition("/")
        thing = things.find(kinds.get(folder, ""), name)
        if thing is None:
            return _no("invalid_request_error", f"No such object: {name}", 404)
        if thing.get("status") == "open" and thing["expires_at"] <= clock.now().timestamp():
            thing = things.put(kinds[folder], name, thing | {"status": "expired"})
        return 200, thing

    def forget_keys(self) -> None:
        """A day later no key of a call is remembered."""
        with self._store.open() as things:
            things.drop("stripe.key")

    def paper(self, name: str) -> Paper | None:
        with self._store.open() as things:
            found = things.find("stripe.session", name)
        if found is None:
            return None
        return Paper(
            name=name,
            number=found["client_reference_id"],
            reference=found["metadata"]["attempt"],
            amount=found["amount_total"],
            is_open=found["status"] == "open",
        )

    def act(self, name: str, act: Act, now: datetime) -> list[Incoming]:
        """Pay, decline, let it expire: a session is paid once, whatever is pressed."""
        with self._store.open() as things:
            session = things.find("stripe.session", name)
            if session is None or session["payment_status"] == "paid":
                return []
            if act == Act.DECLINE:  # the card was declined; the page stays open
                return [self._event(things, "payment_intent.payment_failed", session, now)]
            if act == Act.EXPIRE:
                session = things.put("stripe.session", name, session | {"status": "expired"})
                return [self._event(things, "checkout.session.expired", session, now)]
            if act == Act.FORGE:
                paid = session | {"payment_status": "paid", "payment_intent": "pi_gia"}
                return [self._event(things, "checkout.session.completed", paid, now, "whsec_gia")]
            lacks = OFF_BY if act == Act.OTHER_AMOUNT else 0
            session = _paid(things, session, lacks)
            return [
                self._event(things, "payment_intent.succeeded", {"id": "pi"}, now),
                self._event(things, "checkout.session.completed", session, now),
            ]

    def pay_in(self, currency: str, amount: int, name: str) -> list[Incoming]:
        """The page was paid in money that is not đồng."""
        with self._store.open() as things:
            session = _paid(things, things.find("stripe.session", name) or {}, 0)
            session |= {"currency": currency, "amount_total": amount}
            things.put("stripe.session", name, session)
            return [self._event(things, "checkout.session.completed", session, clock.now())]

    def complain(
        self,
        payment_id: str,
        now: datetime,
        status: str = "needs_response",
        **more: Any,
    ) -> Incoming:
        """The card holder complains, or the bank decides: "won", "lost"; `more` of the object."""
        kind = "closed" if status in ("won", "lost") else "created"
        with self._store.open() as things:
            payment = things.find("stripe.payment", payment_id) or {}
            thing = {
                "id": f"dp_{payment_id}",
                "object": "dispute",
                "payment_intent": payment_id,
                "amount": payment["amount"],
                "reason": "product_not_received",
                "status": status,
                "evidence_details": {"due_by": int((now + timedelta(days=7)).timestamp())},
                **more,
            }
            return self._event(things, f"charge.dispute.{kind}", thing, now)

    def _event(
        self, things: Things, kind: str, thing: Thing, now: datetime, secret: str = ""
    ) -> Incoming:
        event = {
            "id": f"evt_{things.next_number()}",
            "object": "event",
            "type": kind,
            "created": int(now.timestamp()),
            "data": {"object": thing},
        }
        raw = json.dumps(event)
        at = int(now.timestamp())
        head = stripe.WebhookSignature.generate_signature_header(raw, secret or self._secret, at)
        return Incoming(raw.encode(), {"stripe-signature": head})


def _paid(things: Things, session: Thing, lacks: int) -> Thing:
    payment = f"pi_{things.next_number()}"
    amount = session["amount_total"] - lacks
    things.put("stripe.payment", payment, {"id": payment, "amount": amount, "refunded": 0})
    changed = {
        "payment_intent": payment,
        "payment_status": "paid",
        "status": "complete",
        "amount_total": amount,
    }
    return things.put("stripe.session", session["id"], session | changed)


def _strange(name: str) -> Answer:
    return _no("invalid_request_error", f"Received unknown parameter: {name}")


def _no(kind: str, words: str, status: int = 400) -> Answer:
    return status, {"error": {"type": kind, "message": words}}
