"""Money that goes back through its partner: bounded by what was charged, sent once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from catalog.kernel import audit
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.kernel.money import format_dong
from storefront.gateways import queries, rules
from storefront.gateways.errors import (
    AboveCharge,
    Disputed,
    NotByPartner,
    OtherAmount,
    RefundDone,
    RefundRunning,
    TakenByBank,
)
from storefront.gateways.models import Charge, Dispute, RefundAttempt
from storefront.gateways.rules import REFUND_LIVE
from storefront.journal import service as journal
from storefront.payment_partners.providers.base import RefundNews, Return, Returned, Taken
from storefront.payment_partners.rules import RUNNING, RefundState
from storefront.payments import queries as payments
from storefront.payments import service as paying
from storefront.payments.errors import AlreadySent
from storefront.payments.models import Refund
from storefront.payments.rules import OF_AN_ORDER, Payer

LONGEST_WORDS = 200


def begin(actor: Actor, refund_id: int, now: datetime) -> RefundAttempt:
    """Store that a refund is to go through the partner that has its money.

    Raises NotByPartner, AlreadySent, RefundRunning, Disputed, TakenByBank or AboveCharge.
    """
    refund = payments.get_refund(refund_id)
    if refund.sent_at is not None:
        raise AlreadySent
    charge = queries.find_charge_for(refund.reference, lock=True)
    if charge is None or refund.payer != Payer.PLATFORM:
        raise NotByPartner
    if refund.partner is not None:
        raise RefundRunning
    contesting = _contesting(refund)
    if contesting:
        raise Disputed if _is_running(contesting) else TakenByBank
    if not rules.is_within(refund.amount, charge.amount, queries.counted_returns(charge.id)):
        raise AboveCharge
    refund.partner = charge.provider
    back = RefundAttempt(
        refund_id=refund.id,
        charge_id=charge.id,
        key=str(uuid4()),
        amount=refund.amount,
        state=RefundState.PREPARED.value,
        made_by=actor.name,
        made_at=now,
        changed_at=now,
        ask_at=rules.next_question(0, now),
        asked=0,
    )
    session.add(back)
    session.flush()  # for the id the audit entry names
    sentence = f"Hoàn {format_dong(refund.amount)} của {refund.reference} qua {charge.provider}."
    audit.record(actor, "gateways.refund", back, sentence)
    return back


@dataclass(frozen=True)
class ByHand:
    """What a person has sent by bank. `amount`: as the page said; 0 where the bank paid it all."""

    amount: int
    bank_reference: str


@dataclass(frozen=True)
class AtBank:
    """What the card holder's bank has to do with a refund: it decides, or has paid part of it."""

    is_running: bool
    has_paid: int


def at_bank(refund: Refund) -> AtBank:
    """For the page on which a person marks a refund as sent."""
    contesting = _contesting(refund)
    left = [one.taken - one.covered for one in contesting]
    return AtBank(_is_running(contesting), sum(rules.covers(left, refund.amount)))


def send_by_hand(actor: Actor, refund_id: int, sent: ByHand, now: datetime) -> None:
    """A person has sent a refund, less what the card holder's bank had paid already.

    Raises AlreadySent, WithPartner, Disputed while the bank decides, and OtherAmount where it
    has decided since the person read how much to send.
    """
    refund = payments.get_refund(refund_id)
    if refund.sent_at is not None:
        raise AlreadySent
    contesting = _contesting(refund, lock=True)
    if _is_running(contesting):
        raise Disputed
    parts = rules.covers([one.taken - one.covered for one in contesting], refund.amount)
    if sent.amount != refund.amount - sum(parts):
        raise OtherAmount
    for dispute, part in zip(contesting, parts, strict=True):
        dispute.covered += part
        if part and refund.reason not in OF_AN_ORDER:  # such money is in no book: no loss either
            key = f"{dispute.provider}:{dispute.dispute_id}:refund:{refund.id}"
            journal.book_lost(dispute.provider, -part, refund.reference, key, now)
    named = sent.bank_reference or ", ".join(one.dispute_id for one in contesting)
    paying.mark_sent(actor, refund.id, named, now, by_bank=sum(parts))


def _contesting(refund: Refund, *, lock: bool = False) -> Sequence[Dispute]:
    if refund.payer != Payer.PLATFORM:
        return ()
    charges = queries.list_charges_for(refund.reference, lock=lock)
    return queries.list_contesting(charges, lock=lock) if charges else ()


def _is_running(contesting: Sequence[Dispute]) -> bool:
    return any(one.state in RUNNING for one in contesting)


def return_of(back: RefundAttempt) -> Return:
    """The refund as its partner sees it."""
    charge: Charge = back.charge
    began = charge.attempt.created_at if charge.attempt else charge.charged_at
    return Return(
        key=back.key,
        reference=charge.reference,
        payment_id=charge.payment_id,
        charged=charge.amount,
        charged_for=began,
        amount=back.amount,
        words=back.refund.reference,
        made_at=back.made_at,
        partner_id=back.partner_id,
    )


def note_answer(return_id: int, answer: Returned, now: datetime) -> None:
    """What the partner said of it, as an answer or by a message; a later word never gives way."""
    back = queries.get_return(return_id, lock=True)
    back.partner_id = back.partner_id or answer.partner_id or None
    if back.state not in REFUND_LIVE or answer.state == RefundState.PREPARED:
        return
    back.state, back.changed_at = RefundState(answer.state).value, now
    back.words = answer.words[:LONGEST_WORDS] or back.words
    if answer.state == RefundState.UNKNOWN:
        return
    back.ask_at = None
    refund = payments.get_refund(back.refund_id)
    if answer.state == RefundState.REFUSED:
        refund.partner = None  # a person tries again, or sends it by hand
        return
    partner = back.charge.provider
    named = back.partner_id or back.key
    paying.mark_sent(Actor(name=back.made_by), refund.id, named, now, partner=partner)


def conclude(actor: Actor, return_id: int, words: str, now: datetime, *, is_sent: bool) -> None:
    """A person looked at the partner's own pages, because it does not say. Raises RefundDone."""
    back = queries.get_return(return_id, lock=True)
    if back.state not in REFUND_LIVE:
        raise RefundDone
    state = RefundState.SENT if is_sent else RefundState.REFUSED
    note_answer(return_id, Returned(state, "", words), now)
    said = "đã hoàn" if is_sent else "chưa hoàn"
    sentence = f"Xem trang của {back.charge.provider}, {back.refund.reference} {said}: {words}"
    audit.record(actor, "gateways.conclude", back, sentence)


def ask_later(return_id: int, now: datetime) -> None:
    """Ask this partner again after a while; without end: money is on its way."""
    back = queries.get_return(return_id, lock=True)
    if back.ask_at is not None:
        back.asked += 1
        back.ask_at = rules.next_question(back.asked, now)


def note(news: RefundNews, now: datetime) -> Taken:
    """A partner's message about money on its way back."""
    back = queries.find_return(news.key, news.partner_id)
    if back is None:
        return Taken.UNKNOWN
    note_answer(back.id, Returned(news.state, news.partner_id, news.words), now)
    return Taken.DONE
