"""Stripe: hosted Checkout, one charge on the operator's account. Card data never comes here.

VND has no decimals: 185.000 ₫ is `amount=185000`. Every POST carries our own key, so that a
repetition gives the same object; the page closes when the goods are free again.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import stripe
from stripe.params import RefundCreateParams
from stripe.params.checkout import SessionCreateParams

from storefront.inbox.errors import Forged, Unreadable
from storefront.inbox.providers.reading import as_object, text_of
from storefront.inbox.rules import TOLERANCE_SECONDS
from storefront.payment_partners.errors import Refused, Unreachable
from storefront.payment_partners.providers.base import (
    Bill,
    Charged,
    ChargedForeign,
    DisputeNews,
    Gone,
    Incoming,
    Other,
    PayPage,
    RefundNews,
    Reply,
    Return,
    Returned,
    Stand,
    Standing,
    Taken,
    Told,
)
from storefront.payment_partners.rules import DisputeState, RefundState
from storefront.payments.rules import Method

LANGUAGES = ("vi", "en")
DONG = "VND"
SECONDS = 15
_DISPUTES = {
    "won": DisputeState.WON,
    "lost": DisputeState.LOST,
    "warning_closed": DisputeState.WON,  # an inquiry of the bank that took no money
    "appeal_needs_response": DisputeState.APPEALED,
    "appeal_under_review": DisputeState.APPEALED,
}
PREVENTED, RESOLUTION = "prevented", "resolution"
_REFUNDS = {
    "succeeded": RefundState.SENT,
    "failed": RefundState.REFUSED,
    "canceled": RefundState.REFUSED,
}


class Stripe:
    """Talks to Stripe through its own library, and reads what it sends."""

    method = Method.STRIPE
    shortest_seconds = 30 * 60 + 30
    """Stripe's half hour, and a little for the way there."""

    def __init__(
        self,
        secret_key: str,
        webhook_secret: str,
        back_to: str,
        http_client: stripe.HTTPClient | None = None,
    ) -> None:
        """`back_to`: our address of a purchase, with {number} in it."""
        self._webhook_secret, self._back_to = webhook_secret, back_to
        self._client = stripe.StripeClient(
            secret_key,
            http_client=http_client or stripe.RequestsClient(timeout=SECONDS),
            max_network_retries=0,
        )

    def start(self, bill: Bill) -> PayPage:
        try:
            made = self._client.v1.checkout.sessions.create(
                self._session(bill), options={"idempotency_key": bill.key}
            )
        except stripe.StripeError as error:
            raise _said(error) from error
        return PayPage(url=made.url or "", partner_id=made.id)

    def _session(self, bill: Bill) -> SessionCreateParams:
        known = {"purchase": bill.number, "attempt": bill.reference}
        back = self._back_to.format(number=bill.number)
        return {
            "mode": "payment",
            "client_reference_id": bill.number,
            "locale": "en" if bill.language == "en" else "vi",
            "allowed_payment_method_types": ["card"],
            "adaptive_pricing": {"enabled": False},
            "expires_at": int(bill.expires_at.timestamp()),
            "success_url": back,
            "cancel_url": back,
            "line_items": [
                {
                    "quantity": 1,
                    "price_data": {
                        "currency": "vnd",
                        "unit_amount": bill.amount,
                        "product_data": {"name": bill.number},
                    },
                }
            ],
            "metadata": known,
            "payment_intent_data": {"metadata": known, "transfer_group": bill.number},
        }

    def read(self, incoming: Incoming, now: datetime) -> Told:
        """`now` is not asked: the library holds the time in the head against its own clock."""
        try:
            stripe.WebhookSignature.verify_header(
                incoming.raw,
                incoming.heads.get("stripe-signature", ""),
                self._webhook_secret,
                TOLERANCE_SECONDS,
            )
        except (stripe.SignatureVerificationError, ValueError) as error:
            raise Forged from error
        body = as_object(incoming.raw)
        event_id, kind = text_of(body, "id"), text_of(body, "type")
        data = body.get("data")
        thing = data.get("object") if isinstance(data, dict) else None
        if not event_id or not isinstance(thing, dict):
            raise Unreadable
        return _told(event_id, kind, thing, _moment(body.get("created")))

    def reply(self, taken: Taken) -> Reply:
        if taken in (Taken.FORGED, Taken.UNREADABLE):
            return Reply(400, {"received": False})
        return Reply(200, {"received": True})

    def ask(self, bill: Bill, now: datetime) -> Standing:
        page = None
        if bill.partner_id is None:  # the same key: what was made is given back
            try:
                page = self.start(bill)
            except Refused:
                return Standing(Stand.MISSING)
        try:
            session = self._client.v1.checkout.sessions.retrieve(
                bill.partner_id or (page.partner_id if page else "")
            )
        except stripe.InvalidRequestError:
            return Standing(Stand.MISSING)
        except stripe.StripeError as error:
            raise Unreachable(str(error)) from error
        found = session.to_dict()
        if found.get("payment_status") == "paid":
            event_id = f"asked:{found.get('payment_intent')}"
            return Standing(Stand.CHARGED, _charged(event_id, found, now), page)
        is_gone = found.get("status") == "expired"
        return Standing(Stand.EXPIRED if is_gone else Stand.OPEN, page=page)

    def refund(self, back: Return) -> Returned:
        params: RefundCreateParams = {
            "payment_intent": back.payment_id,
            "amount": back.amount,
            "reason": "requested_by_customer",
            "metadata": {"refund": back.key, "words": back.words},
        }
        try:
            made = self._client.v1.refunds.create(params, options={"idempotency_key": back.key})
        except stripe.StripeError as error:
            said = _said(error)
            if isinstance(said, Refused):
                return Returned(RefundState.REFUSED, "", str(said))
            raise said from error
        return _returned(made.to_dict())

    def ask_refund(self, back: Return, now: datetime) -> Returned:
        """Without an answer so far it is looked for; where there is none it is sent again.

        Stripe forgets keys after a day: then the same key would send the money a second time.
        """
        try:
            if back.partner_id is None:
                return self._made(back) or self.refund(back)
            return _returned(self._client.v1.refunds.retrieve(back.partner_id).to_dict())
        except stripe.StripeError as error:
            raise Unreachable(str(error)) from error

    def _made(self, back: Return) -> Returned | None:
        """The refund of this key among those of its payment, or None."""
        found = self._client.v1.refunds.list({"payment_intent": back.payment_id, "limit": 100})
        every = [one.to_dict() for one in found.auto_paging_iter()]
        mine = (one for one in every if _known(one).get("refund") == back.key)
        return next(map(_returned, mine), None)


def _said(error: stripe.StripeError) -> Refused | Unreachable:
    """Whether Stripe said no, or nobody knows what it did."""
    no = (stripe.InvalidRequestError, stripe.AuthenticationError, stripe.PermissionError)
    if isinstance(error, (*no, stripe.IdempotencyError, stripe.CardError)):
        return Refused(error.user_message or error.code or type(error).__name__)
    return Unreachable(type(error).__name__)


def _told(event_id: str, kind: str, thing: dict[str, Any], at: datetime) -> Told:
    if kind in ("checkout.session.completed", "checkout.session.async_payment_succeeded"):
        if text_of(thing, "payment_status") != "paid":
            return Other(event_id)  # completed is not paid: the money is still on its way
        return _charged(event_id, thing, at)
    if kind in ("checkout.session.expired", "checkout.session.async_payment_failed"):
        return Gone(event_id, _reference(thing), is_expired=kind.endswith("expired"))
    if kind.startswith("charge.dispute."):
        return _dispute(event_id, thing, at)
    if kind in ("refund.updated", "refund.failed", "charge.refund.updated"):
        back = _returned(thing)
        key = text_of(_known(thing), "refund")
        return RefundNews(event_id, key, back.partner_id, back.state, back.words)
    return Other(event_id)


def _charged(event_id: str, session: Mapping[str, Any], at: datetime) -> Charged | ChargedForeign:
    amount, payment = session.get("amount_total"), session.get("payment_intent")
    currency = text_of(dict(session), "currency").upper()
    if not isinstance(payment, str) or not currency:
        raise Unreadable
    if isinstance(amount, bool) or not isinstance(amount, int) or amount <= 0:
        raise Unreadable
    if currency != DONG:
        return ChargedForeign(event_id, _reference(session), payment, amount, currency, at)
    return Charged(event_id, _reference(session), payment, amount, at)


def _reference(session: Mapping[str, Any]) -> str:
    return text_of(_known(session), "attempt") or text_of(dict(session), "client_reference_id")


def _known(thing: Mapping[str, Any]) -> dict[str, Any]:
    found = thing.get("metadata")
    return found if isinstance(found, dict) else {}


def _dispute(event_id: str, thing: dict[str, Any], at: datetime) -> DisputeNews:
    amount, details = thing.get("amount"), thing.get("evidence_details")
    if isinstance(amount, bool) or not isinstance(amount, int) or amount <= 0:
        raise Unreadable
    due = details.get("due_by") if isinstance(details, dict) else None
    return DisputeNews(
        event_id=event_id,
        dispute_id=text_of(thing, "id"),
        payment_id=text_of(thing, "payment_intent"),
        amount=amount if text_of(thing, "currency") in ("", DONG.lower()) else None,
        reason=text_of(thing, "reason"),
        state=_dispute_state(thing),
        said_at=at,
        due_at=_moment(due) if isinstance(due, int) else None,
    )


def _dispute_state(thing: dict[str, Any]) -> DisputeState:
    """The bank's word; one that is not known leaves the complaint open."""
    status = text_of(thing, "status")
    if status != PREVENTED:
        return _DISPUTES.get(status, DisputeState.OPEN)
    # Closed before it was a complaint: by paying the card holder, or by telling what was bought.
    is_paid = _case_of(thing) == RESOLUTION or _withdrawn(thing) > 0
    return DisputeState.LOST if is_paid else DisputeState.WON


def _case_of(thing: dict[str, Any]) -> str:
    details = thing.get("payment_method_details")
    card = details.get("card") if isinstance(details, dict) else None
    return text_of(card, "case_type") if isinstance(card, dict) else ""


def _withdrawn(thing: dict[str, Any]) -> int:
    """What a complaint took from our balance at Stripe, less what came back."""
    moved = thing.get("balance_transactions")
    rows = [one for one in moved if isinstance(one, dict)] if isinstance(moved, list) else []
    amounts = [one.get("amount") for one in rows]
    return -sum(one for one in amounts if isinstance(one, int) and not isinstance(one, bool))


def _returned(refund: Mapping[str, Any]) -> Returned:
    state = _REFUNDS.get(str(refund.get("status")), RefundState.UNKNOWN)
    words = str(refund.get("failure_reason") or "")
    return Returned(state, str(refund.get("id") or ""), words)


def _moment(seconds: object) -> datetime:
    if isinstance(seconds, bool) or not isinstance(seconds, int) or not 0 < seconds < 10**11:
        raise Unreadable
    return datetime.fromtimestamp(seconds, UTC)
