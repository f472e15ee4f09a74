"""Writes of claims: opened by a buyer, and every step by the transitions of rules."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from catalog.kernel import audit, codes
from catalog.kernel.actor import SYSTEM, Actor
from catalog.kernel.clock import local_date
from catalog.kernel.db import rows_changed, session
from catalog.kernel.errors import FormUsed
from storefront.claims import queries, rules
from storefront.claims.errors import (
    ClaimMoved,
    MoneyPromised,
    MoreThanBought,
    NotDelivered,
    NothingChosen,
    NotOffered,
    StepNotPossible,
    TooLate,
    WordsMissing,
)
from storefront.claims.models import Claim, ClaimLine, ClaimStep
from storefront.claims.rules import ClaimKind, ClaimStatus, Wish
from storefront.claims.signals import claim_moved
from storefront.deadlines import queries as deadlines
from storefront.deadlines import rules as spans
from storefront.deadlines.rules import What
from storefront.orders.models import Order
from storefront.orders.rules import Party


@dataclass(frozen=True)
class NewClaim:
    """What a buyer asks; `units` by order line, none of them from elsewhere than the form."""

    form_key: str
    kind: ClaimKind
    wish: Wish
    text: str
    units: Mapping[int, int]
    pay_to: str | None = None
    picture: str | None = None


def open_claim(order: Order, new: NewClaim, actor: Actor, now: datetime) -> Claim:
    """Ask for a return of units of a delivered order; the same form twice is one claim.

    Raises NotDelivered, NothingChosen, MoreThanBought, NotOffered, TooLate or FormUsed.
    """
    if known := queries.find_by_key(new.form_key):
        return _the_same(known, order, new)
    session.execute(select(Order.id).where(Order.id == order.id).with_for_update())
    units = {line_id: count for line_id, count in new.units.items() if count}
    _check(order, new.kind, units, now)
    claim = _row(order, new, units, now)
    try:
        with session.begin_nested():  # of two posts of one form the later waits here
            session.add(claim)
    except IntegrityError:
        known = queries.find_by_key(new.form_key)
        if known is None:
            raise
        return _the_same(known, order, new)
    claim.due_at = due_of(claim, ClaimStatus.ASKED, now)
    write(claim, None, Party.BUYER, actor, new.text, now)
    return claim


def _the_same(known: Claim, order: Order, new: NewClaim) -> Claim:
    if (known.order_id, known.kind, known.text) != (order.id, new.kind, new.text):
        raise FormUsed
    return known


def _check(order: Order, kind: ClaimKind, units: Mapping[int, int], now: datetime) -> None:
    since = queries.delivered_at(order)
    if since is None:
        raise NotDelivered
    if not units:
        raise NothingChosen
    left = {one.line_id: one.left for one in queries.bought_in(order)}
    if any(count < 1 or count > left.get(line_id, 0) for line_id, count in units.items()):
        raise MoreThanBought
    windows = queries.windows_of(order, since)
    for line_id in units:
        span = windows[line_id].get(kind)
        if span is None:
            raise NotOffered if kind in rules.NEEDS_OWN_ROW else TooLate
        if now >= spans.ends(span, since):
            raise TooLate


def _row(order: Order, new: NewClaim, units: Mapping[int, int], now: datetime) -> Claim:
    return Claim(
        number=rules.make_number(now.year, codes.random_body(rules.RANDOM_LENGTH)),
        form_key=new.form_key,
        order_id=order.id,
        kind=new.kind.value,
        wish=new.wish.value,
        text=new.text,
        picture=new.picture,
        pay_to=new.pay_to,
        status=ClaimStatus.ASKED.value,
        version=1,
        asked_at=now,
        lines=[ClaimLine(line_id=line_id, quantity=count) for line_id, count in units.items()],
    )


def step(
    claim: Claim,
    end: ClaimStatus,
    by: Party,
    actor: Actor,
    now: datetime,
    words: str | None = None,
    amount: int | None = None,
) -> None:
    """Bring a claim, read in this transaction, to another status.

    Of two who act at the same moment the conditional UPDATE lets one through. Raises
    StepNotPossible, MoneyPromised, WordsMissing or ClaimMoved.
    """
    owes = queries.find_open_refund(claim) is not None
    transition = rules.find_transition(claim.status, end, by, claim.due_at, now, owes_money=owes)
    if transition is None:
        raise MoneyPromised if owes and end in rules.BREAKS_PROMISE else StepNotPossible
    if transition.needs_words and by != Party.SYSTEM and not words:
        raise WordsMissing
    start = claim.status
    _move(claim, end, now)
    write(claim, start, by, actor, words, now, amount)


def _move(claim: Claim, end: ClaimStatus, now: datetime) -> None:
    session.flush()  # what was set on the row goes first
    moved = session.execute(
        update(Claim)
        .where(Claim.id == claim.id, Claim.version == claim.version)
        .values(
            status=end.value,
            version=Claim.version + 1,
            due_at=due_of(claim, end, now),
            closed_at=now if end in rules.CLOSED else None,
        )
        .execution_options(synchronize_session=False)
    )
    if rows_changed(moved) != 1:
        raise ClaimMoved
    session.refresh(claim, ("status", "version", "due_at", "closed_at"))


def write(
    claim: Claim,
    start: str | None,
    by: Party,
    actor: Actor,
    words: str | None,
    now: datetime,
    amount: int | None = None,
) -> None:
    """Append what happened, for both sides and the log, and tell the buyer."""
    claim.steps.append(
        ClaimStep(
            from_status=start,
            to_status=claim.status,
            by=by.value,
            actor_id=actor.id,
            actor_name=actor.name,
            words=words,
            amount=amount,
            at=now,
        )
    )
    session.flush()
    sentence = f"Yêu cầu đổi trả {claim.number}: {SENTENCES[ClaimStatus(claim.status)]}."
    audit.record(actor, f"claims.{claim.status}", claim, sentence, by=by.value)
    if by != Party.BUYER:
        claim_moved.send(None, claim_id=claim.id)


SENTENCES = {
    ClaimStatus.ASKED: "người mua vừa yêu cầu",
    ClaimStatus.ESCALATED: "chuyển lên người vận hành",
    ClaimStatus.AWAITING_RETURN: "chờ người mua gửi hàng về",
    ClaimStatus.SENT_BACK: "người mua đã gửi hàng về",
    ClaimStatus.REFUNDING: "sẽ hoàn tiền",
    ClaimStatus.REPLACING: "sẽ gửi hàng thay",
    ClaimStatus.REFUSED: "người bán không đồng ý",
    ClaimStatus.REFUNDED: "đã hoàn tiền",
    ClaimStatus.REPLACED: "người mua đã nhận hàng thay",
    ClaimStatus.REJECTED: "người vận hành không chấp nhận",
    ClaimStatus.WITHDRAWN: "người mua rút yêu cầu",
    ClaimStatus.LAPSED: "hết hạn gửi hàng về",
}


def due_of(claim: Claim, status: ClaimStatus, now: datetime) -> datetime | None:
    """When whoever must act next is late, by the deadline of this day; None where none must."""
    what: What | None = rules.CLOCKS.get(status)
    if what is None:
        return None
    keeps = queries.keeping_of([one.line for one in claim.lines]).values()
    shortest = min((days for days in keeps if days is not None), default=None)
    case = spans.Case(claim.kind, shortest, claim.order.producer_id)
    return spans.ends(deadlines.find(what, local_date(now), case), now)


def move_overdue(now: datetime) -> int:
    """Let the clock speak: silence leads to the operator, and grants nothing."""
    moved = 0
    for claim_id in queries.list_overdue(now):
        claim = session.get_one(Claim, claim_id)
        lapses = claim.status == ClaimStatus.AWAITING_RETURN
        end = ClaimStatus.LAPSED if lapses else ClaimStatus.ESCALATED
        if rules.find_transition(claim.status, end, Party.SYSTEM, claim.due_at, now):
            step(claim, end, Party.SYSTEM, SYSTEM, now)
            moved += 1
    return moved
