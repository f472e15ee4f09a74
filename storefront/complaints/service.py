"""Writes of complaints: what comes in, each step, the outcome."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from catalog.kernel import audit, codes
from catalog.kernel.actor import Actor
from catalog.kernel.clock import local_date
from catalog.kernel.db import session
from catalog.kernel.errors import FormUsed
from storefront.complaints import queries, rules
from storefront.complaints.errors import (
    AcknowledgedBefore,
    NoSellerToAsk,
    NoSuchSubject,
    NotAcknowledged,
    NotAsked,
    OrderNeeded,
    Resolved,
    SellerNotHeard,
)
from storefront.complaints.models import Complaint, ComplaintStep
from storefront.complaints.rules import Act, ComplaintKind, ComplaintState, Outcome, Side
from storefront.deadlines import queries as deadlines
from storefront.deadlines import rules as spans
from storefront.deadlines.rules import What
from storefront.messages import service as messages
from storefront.messages.rules import Kind, Recipient
from storefront.orders.numbers import read_number


@dataclass(frozen=True)
class NewComplaint:
    """What somebody complains of; `producer_id` where the page knows whom it is about."""

    form_key: str
    kind: ComplaintKind
    subject: str | None
    name: str
    phone: str
    email: str | None
    language: str
    text: str
    producer_id: int | None = None


def receive(new: NewComplaint, now: datetime) -> Complaint:
    """Take a complaint in, with its clocks; the same form twice is one complaint.

    Raises OrderNeeded, NoSuchSubject, or FormUsed: who goes back on a phone that others use must
    not be led to their complaint, nor lose the own one.
    """
    if known := queries.find_by_key(new.form_key):
        return _the_same(known, new)
    subject, producer_id = _about(new)
    on = local_date(now)
    values = {**vars(new), "kind": new.kind.value, "subject": subject, "producer_id": producer_id}
    complaint = Complaint(
        **values,
        number=rules.make_number(now.year, codes.random_body(rules.RANDOM_LENGTH)),
        state=ComplaintState.RECEIVED.value,
        received_at=now,
        acknowledge_by=spans.ends(deadlines.find(What.COMPLAINT_ACKNOWLEDGE, on), now),
        resolve_by=spans.ends(deadlines.find(What.COMPLAINT_RESOLVE, on), now),
    )
    try:
        with session.begin_nested():  # of two posts of one form one is kept
            session.add(complaint)
    except IntegrityError:
        known = queries.find_by_key(new.form_key)
        if known is None:
            raise
        return _the_same(known, new)
    # Name and text stand in the complaint alone, which forgets them; steps never change.
    _append(complaint, Act.RECEIVED, Side.COMPLAINANT, Actor(name=""), None, now)
    audit.record(Actor(), "complaints.receive", complaint, f"Nhận khiếu nại {complaint.number}.")
    return complaint


def _the_same(known: Complaint, new: NewComplaint) -> Complaint:
    if (known.phone, known.text) != (new.phone, new.text):
        raise FormUsed
    return known


def _about(new: NewComplaint) -> tuple[str | None, int | None]:
    """The subject as it is stored, and the seller it concerns."""
    if new.kind != ComplaintKind.ORDER:
        return new.subject, new.producer_id
    if not new.subject:
        raise OrderNeeded
    number = read_number(new.subject)
    if number is None or not queries.has_order(number):
        raise NoSuchSubject
    return number, queries.find_order_seller(number)


def acknowledge(actor: Actor, complaint: Complaint, now: datetime) -> None:
    """An operator takes a complaint up. Raises Resolved or AcknowledgedBefore."""
    _still_open(complaint)
    if complaint.acknowledged_at is not None:
        raise AcknowledgedBefore
    complaint.state, complaint.acknowledged_at = ComplaintState.ACKNOWLEDGED.value, now
    complaint.taken_by = actor.name
    _append(complaint, Act.ACKNOWLEDGED, Side.OPERATOR, actor, None, now)
    _record(actor, complaint, "acknowledge", "Tiếp nhận")
    _tell(complaint, now)


def ask_seller(actor: Actor, complaint: Complaint, words: str, now: datetime) -> None:
    """Hear the seller. Raises NotAcknowledged, Resolved or NoSellerToAsk."""
    _in_hand(complaint)
    if complaint.producer_id is None:
        raise NoSellerToAsk
    span = deadlines.find(What.COMPLAINT_HEARING, local_date(now))
    complaint.seller_asked_at = now
    complaint.seller_answer_by = spans.ends(span, now)
    _append(complaint, Act.ASKED_SELLER, Side.OPERATOR, actor, words, now)
    _record(actor, complaint, "ask", "Hỏi người bán về")


def ask_complainant(actor: Actor, complaint: Complaint, words: str, now: datetime) -> None:
    """Ask the one who complains. Raises NotAcknowledged or Resolved."""
    _in_hand(complaint)
    _append(complaint, Act.ASKED_COMPLAINANT, Side.OPERATOR, actor, words, now)
    _record(actor, complaint, "ask", "Hỏi người gửi")
    _tell(complaint, now)


def note(actor: Actor, complaint: Complaint, words: str, now: datetime) -> None:
    """Write something down for operators only."""
    _append(complaint, Act.NOTED, Side.OPERATOR, actor, words, now, is_internal=True)
    _record(actor, complaint, "note", "Ghi chú vào")


def add_words(complaint: Complaint, words: str, actor: Actor, now: datetime) -> None:
    """The one who complains says more. Raises Resolved."""
    _still_open(complaint)
    _append(complaint, Act.SAID, Side.COMPLAINANT, Actor(actor.id, ""), words, now)


def answer(actor: Actor, complaint: Complaint, words: str, now: datetime) -> None:
    """The seller speaks. Raises Resolved or NotAsked."""
    _still_open(complaint)
    if complaint.seller_asked_at is None:
        raise NotAsked
    complaint.seller_heard_at = complaint.seller_heard_at or now
    _append(complaint, Act.SAID, Side.SELLER, actor, words, now)
    _record(actor, complaint, "answer", "Trả lời về")


def resolve(
    actor: Actor, complaint: Complaint, outcome: Outcome, words: str, now: datetime
) -> None:
    """Say what came of it; once. Raises NotAcknowledged, Resolved or SellerNotHeard."""
    _in_hand(complaint)
    heard = rules.both_heard(
        has_seller=complaint.producer_id is not None,
        heard_at=complaint.seller_heard_at,
        answer_by=complaint.seller_answer_by,
        now=now,
    )
    if not heard:
        raise SellerNotHeard
    complaint.state, complaint.resolved_at = ComplaintState.RESOLVED.value, now
    complaint.outcome = outcome.value
    _append(complaint, Act.RESOLVED, Side.OPERATOR, actor, words, now)
    _record(actor, complaint, "resolve", "Giải quyết")
    _tell(complaint, now)


def _still_open(complaint: Complaint) -> None:
    if complaint.state == ComplaintState.RESOLVED:
        raise Resolved


def _in_hand(complaint: Complaint) -> None:
    _still_open(complaint)
    if complaint.acknowledged_at is None:
        raise NotAcknowledged


def _append(
    complaint: Complaint,
    act: Act,
    by: Side,
    actor: Actor,
    words: str | None,
    now: datetime,
    *,
    is_internal: bool = False,
) -> None:
    session.add(
        ComplaintStep(
            complaint_id=complaint.id,
            act=act.value,
            by=by.value,
            actor_id=actor.id,
            actor_name=actor.name,
            words=words,
            is_internal=is_internal,
            at=now,
        )
    )
    session.flush()


def _record(actor: Actor, complaint: Complaint, verb: str, sentence: str) -> None:
    audit.record(
        actor, f"complaints.{verb}", complaint, f"{sentence} khiếu nại {complaint.number}."
    )


def _tell(complaint: Complaint, now: datetime) -> None:
    if complaint.producer and complaint.producer.is_demo:
        return
    to = Recipient(complaint.phone, complaint.email, complaint.language)
    values = {"number": complaint.number, "path": f"/khieu-nai/{complaint.number}"}
    messages.queue(Kind.NEWS, f"complaint:{complaint.number}:{now.isoformat()}", to, values, now)
