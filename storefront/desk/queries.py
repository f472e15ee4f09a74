"""Reads of the desk: figures of open work, the audit log, the outbox."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute

from catalog.certification.models import Recognition
from catalog.kernel.audit import AuditEntry
from catalog.kernel.clock import midnight_after
from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from catalog.kernel.outbox import OutboxMessage
from catalog.producers.models import Producer
from storefront.accounts.models import Membership
from storefront.orders.models import Order
from traceability.batches.models import Batch
from traceability.scans.models import ProblemReport

Condition = ColumnElement[bool] | InstrumentedAttribute[bool]
PER_PAGE = 50
ENDING_SOON = timedelta(days=90)


@dataclass(frozen=True)
class Figures:
    """How much of each kind of work is open."""

    unverified: int
    problems: int
    stopped: int
    late_orders: int
    ending: int
    dead: int
    waiting: int


def figures_on(today: date) -> Figures:
    """What is open on that day."""
    return Figures(
        unverified=_count(Producer.id, *_wants_to_sell()),
        problems=_count(ProblemReport.id, ProblemReport.state == "open"),
        stopped=_count(Batch.id, Batch.recall_state.in_(("quarantined", "recalled"))),
        late_orders=_count(
            Order.id, Order.status.in_(("placed", "packed")), Order.promised_to < today
        ),
        ending=_count(
            Recognition.id,
            Recognition.valid_to.between(today, today + ENDING_SOON),
            Recognition.revoked_on.is_(None),
        ),
        dead=_count(OutboxMessage.id, *_undone(), OutboxMessage.dead),
        waiting=_count(OutboxMessage.id, *_undone(), OutboxMessage.dead.is_(False)),
    )


def _count(column: InstrumentedAttribute[int], *where: Condition) -> int:
    return session.scalar(select(func.count(column)).where(*where)) or 0


def _wants_to_sell() -> tuple[ColumnElement[bool], ...]:
    """Not verified, but somebody works for it here; the register alone makes no seller."""
    members = select(Membership.producer_id)
    return (Producer.verified_on.is_(None), Producer.id.in_(members))


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
