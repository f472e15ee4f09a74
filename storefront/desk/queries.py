"""Reads of the desk: figures of open work, the audit log, the outbox."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, joinedload

from catalog.certification.models import Recognition
from catalog.kernel import clock
from catalog.kernel.audit import AuditEntry
from catalog.kernel.clock import midnight_after
from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from catalog.kernel.outbox import OutboxMessage
from catalog.kernel.text import fold
from catalog.producers.models import Producer
from storefront.accounts.models import Membership
from storefront.claims import queries as claims
from storefront.complaints import queries as complaints
from storefront.gateways.models import Dispute
from storefront.inbox import queries as inbox
from storefront.onboarding.queries import count_waiting
from storefront.orders.models import Order
from storefront.orders.rules import OrderStatus
from storefront.payments.models import Refund
from storefront.payments.rules import Payer
from storefront.questions import queries as questions
from storefront.reviews import queries as reviews
from storefront.star_requests import queries as star_requests
from traceability.areas.models import AreaProposal
from traceability.areas.rules import ProposalState
from traceability.batches.models import Batch
from traceability.batches.rules import RecallState
from traceability.scans.models import ProblemReport
from traceability.scans.rules import CaseState

Condition = ColumnElement[bool] | InstrumentedAttribute[bool]
PER_PAGE = 50
IN_HAND = (OrderStatus.PLACED, OrderStatus.PACKED)
STOPPED = (RecallState.QUARANTINED, RecallState.RECALLED)
ENDING_SOON = timedelta(days=90)


_SELLERS = select(Membership.producer_id)
PRODUCERS: dict[str, tuple[Condition, ...]] = {
    # Somebody works for it here; the register alone makes no seller.
    "cho": (Producer.verified_on.is_(None), Producer.id.in_(_SELLERS)),
    "da": (Producer.verified_on.is_not(None),),
    "tat-ca": (),
}
"""The parts of the list of producers: waiting to be verified, verified, all."""


@dataclass(frozen=True)
class Figures:
    """How much of each kind of work is open."""

    unverified: int
    proposals: int
    problems: int
    stopped: int
    late_orders: int
    ending: int
    dead: int
    waiting: int
    money: int
    refunds: int
    disputes: int
    claims: int
    complaints: int
    reviews: int
    questions: int
    star_requests: int


def figures_on(today: date) -> Figures:
    """What is open on that day."""
    return Figures(
        unverified=count_waiting(),
        proposals=_count(AreaProposal.id, AreaProposal.state == ProposalState.WAITING),
        problems=_count(ProblemReport.id, ProblemReport.state != CaseState.CLOSED),
        stopped=_count(Batch.id, Batch.recall_state.in_(STOPPED)),
        late_orders=_count(
            Order.id,
            Order.status.in_((OrderStatus.PLACED, OrderStatus.PACKED)),
            Order.promised_to < today,
        ),
        ending=_count(
            Recognition.id,
            Recognition.valid_to.between(today, today + ENDING_SOON),
            Recognition.revoked_on.is_(None),
        ),
        dead=_count(OutboxMessage.id, *_undone(), OutboxMessage.dead),
        waiting=_count(OutboxMessage.id, *_undone(), OutboxMessage.dead.is_(False)),
        money=inbox.count_open(),
        claims=claims.count_for_desk(clock.now()),
        complaints=complaints.count_open(),
        reviews=reviews.count_reported(),
        questions=questions.count_late(clock.now()),
        star_requests=star_requests.count_waiting(),
        refunds=_count(Refund.id, Refund.sent_at.is_(None), Refund.payer == Payer.PLATFORM),
        disputes=_count(Dispute.id, Dispute.settled_at.is_(None)),
    )


def _count(column: InstrumentedAttribute[int], *where: Condition) -> int:
    return session.scalar(select(func.count(column)).where(*where)) or 0


def _undone() -> tuple[ColumnElement[bool], ...]:
    return (OutboxMessage.done_at.is_(None),)


@dataclass(frozen=True)
class AuditFilter:
    """Which entries are asked for; empty parts ask for all."""

    who: str = ""
    action: str = ""
    first: date | None = None
    last: date | None = None


def search_audit(asked: AuditFilter, page: int) -> tuple[Sequence[AuditEntry], int]:
    """One page of the audit log, newest first, and how many entries there are."""
    where: list[ColumnElement[bool]] = []
    if asked.who:
        where.append(AuditEntry.actor_name.icontains(asked.who, autoescape=True))
    if asked.action:
        where.append(AuditEntry.action.startswith(asked.action, autoescape=True))
    if asked.first:
        where.append(AuditEntry.at >= midnight_after(asked.first - timedelta(days=1)))
    if asked.last:
        where.append(AuditEntry.at < midnight_after(asked.last))
    total = session.scalar(select(func.count(AuditEntry.id)).where(*where)) or 0
    entries = session.scalars(
        select(AuditEntry)
        .where(*where)
        .order_by(AuditEntry.at.desc(), AuditEntry.id.desc())
        .limit(PER_PAGE)
        .offset((page - 1) * PER_PAGE)
    ).all()
    return entries, total


def list_actions() -> list[str]:
    """Every action that was ever written down."""
    return list(session.scalars(select(AuditEntry.action).distinct().order_by(AuditEntry.action)))


def list_outbox(page: int) -> tuple[Sequence[OutboxMessage], int]:
    """One page of what is not sent yet: given up first, then in the order of sending."""
    total = _count(OutboxMessage.id, *_undone())
    rows = session.scalars(
        select(OutboxMessage)
        .where(*_undone())
        .order_by(OutboxMessage.dead.desc(), OutboxMessage.id)
        .limit(PER_PAGE)
        .offset((page - 1) * PER_PAGE)
    ).all()
    return rows, total


def get_undone(message_id: int) -> OutboxMessage:
    """A message that is not sent yet, or NotFound."""
    row = session.scalar(
        select(OutboxMessage).where(OutboxMessage.id == message_id, *_undone()).with_for_update()
    )
    if row is None:
        raise NotFound
    return row


def search_producers(part: str, words: str, page: int) -> tuple[Sequence[Producer], int]:
    """One page of a part of the producers whose name holds `words`, and how many there are."""
    where = [*PRODUCERS[part]]
    if words:
        where.append(Producer.folded.contains(fold(words), autoescape=True))
    rows = session.scalars(
        select(Producer)
        .where(*where)
        .options(joinedload(Producer.province), joinedload(Producer.commune))
        .order_by(Producer.folded, Producer.id)
        .limit(PER_PAGE)
        .offset((page - 1) * PER_PAGE)
    ).all()
    return rows, _count(Producer.id, *where)


def list_people_of(producer_id: int) -> Sequence[Membership]:
    """Who works for the producer, owners first: whom an officer calls to verify."""
    return session.scalars(
        select(Membership)
        .where(Membership.producer_id == producer_id)
        .options(joinedload(Membership.account))
        .order_by(Membership.role, Membership.id)
    ).all()
