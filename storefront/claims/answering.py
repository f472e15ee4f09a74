"""What a seller or the operator answers, and what follows: money, goods back, goods anew."""

from dataclasses import dataclass
from datetime import datetime

from catalog.kernel.actor import SYSTEM, Actor
from catalog.kernel.db import session
from catalog.kernel.money import format_dong
from storefront.claims import packing, queries, replacing, rules, service
from storefront.claims.errors import (
    AmountMissing,
    MoneyPromised,
    NotBack,
    StepNotPossible,
    StillOnItsWay,
)
from storefront.claims.models import Claim, ClaimRefund
from storefront.claims.rules import ClaimStatus, Outcome
from storefront.orders.rules import CALLED_OFF, OrderStatus, Party
from storefront.payments import queries as payments
from storefront.payments import refunding
from storefront.payments import service as paying
from storefront.payments.errors import MoreThanLeft
from storefront.payments.rules import Payer, is_prepaid, key_of


@dataclass(frozen=True)
class Answer:
    """What is decided; `amount` counts where money goes back."""

    outcome: Outcome
    words: str | None = None
    amount: int = 0
    payer: Payer = Payer.PLATFORM


def answer(claim: Claim, given: Answer, by: Party, actor: Actor, now: datetime) -> None:
    """Answer a claim that was read in this transaction.

    Raises StepNotPossible, MoneyPromised, WordsMissing, AmountMissing, MoreThanLeft, NoneLeft or
    StillOnItsWay: nothing is half decided.
    """
    if by == Party.OPERATOR and claim.status != ClaimStatus.ESCALATED:
        if not rules.is_for_operator(claim.status, claim.due_at, now):
            raise StepNotPossible
        service.step(claim, ClaimStatus.ESCALATED, Party.SYSTEM, SYSTEM, now)
    end = rules.end_of(given.outcome, by)
    if queries.find_open_refund(claim) and end in rules.BREAKS_PROMISE:
        raise MoneyPromised
    if rules.find_transition(claim.status, end, by, claim.due_at, now) is None:
        raise StepNotPossible
    if claim.replacement_id or given.outcome == Outcome.REPLACE or claim.order.combo_sale_id:
        paying.hold(claim.order.group.number)
    replacing.call_off(claim, by, actor, given.words, now)
    if given.outcome in (Outcome.REFUND, Outcome.RETURN):
        _agree(claim, given, by)
    if given.outcome == Outcome.REFUND:
        _owe(claim, actor, now)
    elif given.outcome == Outcome.REPLACE:
        if claim.replacement_id:
            raise StillOnItsWay
        claim.replacement_id = replacing.order_again(claim, actor, now).id
    money = given.amount if given.outcome in (Outcome.REFUND, Outcome.RETURN) else None
    service.step(claim, end, by, actor, now, given.words, money or None)
    _stop_clock(claim)


def withdraw(claim: Claim, words: str | None, actor: Actor, now: datetime) -> None:
    """The buyer asks for it no more, and for no goods anew either."""
    replacing.call_off(claim, Party.BUYER, actor, words, now)
    service.step(claim, ClaimStatus.WITHDRAWN, Party.BUYER, actor, now, words)


def _agree(claim: Claim, given: Answer, by: Party) -> None:
    waiting = queries.find_open_refund(claim)
    if given.amount < 1 and not (waiting and by == Party.OPERATOR):
        raise AmountMissing
    left = refunding.left_of(claim.order.number)
    if given.amount > left:
        raise MoreThanLeft(format_dong(left))
    # Who paid by transfer paid the platform: the seller has no money to send.
    prepaid = is_prepaid(claim.order.group.payment_method)
    claim.payer = (Payer.PLATFORM if prepaid else given.payer).value
    claim.amount = given.amount or None


def _owe(claim: Claim, actor: Actor, now: datetime) -> None:
    """Owe the buyer what was agreed; what the seller has not sent yet the payer sends as well."""
    waiting = queries.find_open_refund(claim)
    if waiting and waiting.payer == Payer.SELLER and claim.payer == Payer.PLATFORM:
        refunding.take_over(actor, waiting.id)
    if not claim.amount:
        return
    payer = Payer(claim.payer or Payer.PLATFORM)
    note = f"{claim.number}: {claim.pay_to}" if claim.pay_to else claim.number
    refund = refunding.promise(claim.order.number, claim.amount, payer, note, now)
    claim.refunds.append(ClaimRefund(refund_id=refund.id, refund=refund))
    session.flush()  # what follows for the other orders of a combo is asked of the database
    packing.settle(claim.order, key_of(refund.id))


def _stop_clock(claim: Claim) -> None:
    """What the platform sends is on its own list: the seller is not late with it."""
    if claim.status == ClaimStatus.REFUNDING and claim.payer == Payer.PLATFORM:
        claim.due_at = None
        session.flush()


def goods_are_back(claim: Claim, by: Party, actor: Actor, now: datetime) -> None:
    """The goods have come back: what was agreed is owed from now on. Raises NotBack."""
    if claim.status not in (ClaimStatus.AWAITING_RETURN, ClaimStatus.SENT_BACK):
        raise NotBack
    if claim.order.combo_sale_id:
        paying.hold(claim.order.group.number)
    _owe(claim, actor, now)
    service.step(claim, ClaimStatus.REFUNDING, by, actor, now, None, claim.amount)
    _stop_clock(claim)


def seller_paid(claim: Claim, actor: Actor, reference: str, now: datetime) -> None:
    """The seller has sent the money: its own cash, by hand or by bank. Raises StepNotPossible."""
    refund = queries.find_open_refund(claim)
    if refund is None or refund.payer != Payer.SELLER:
        raise StepNotPossible
    paying.mark_sent(actor, refund.id, reference, now)


def money_was_sent(refund_id: int, actor: Actor, now: datetime) -> None:
    """A refund was sent, by whomever: its claim is done once none is left."""
    claim = queries.find_of_refund(refund_id)
    if claim is None or claim.status != ClaimStatus.REFUNDING:
        return
    if queries.find_open_refund(claim) is None:
        refund = payments.get_refund(refund_id)
        by = Party.SELLER if refund.payer == Payer.SELLER else Party.OPERATOR
        service.step(claim, ClaimStatus.REFUNDED, by, actor, now, refund.bank_reference)


def replacement_moved(order_id: int, end: OrderStatus, now: datetime) -> None:
    """The order that replaces the goods arrived, or was called off: then the operator decides."""
    claim = queries.find_of_replacement(order_id)
    if claim is None or claim.status != ClaimStatus.REPLACING:
        return
    if end == OrderStatus.DELIVERED:
        service.step(claim, ClaimStatus.REPLACED, Party.SYSTEM, SYSTEM, now)
    elif end in CALLED_OFF:
        claim.replacement_id = None
        service.step(claim, ClaimStatus.ESCALATED, Party.SYSTEM, SYSTEM, now)
