"""Writes of host names: asked for by sellers, decided by officers."""

import secrets
from collections.abc import Collection
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from catalog.kernel import audit
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from catalog.producers.queries import get_producer_by_id
from catalog.producers.rules import may_sell
from storefront.hosts import queries, rules
from storefront.hosts.errors import HostMoved, ImpossibleHost, NotVerified, OneAlready, TakenHost
from storefront.hosts.models import OwnHost
from storefront.hosts.rules import LIVING, HostState, Seen

TOKEN_BYTES = 16


def ask(actor: Actor, producer_id: int, typed: str, house: str, now: datetime) -> OwnHost:
    """A seller wants its page at a name. Raises ImpossibleHost, TakenHost or OneAlready."""
    if not actor.works_for(producer_id):
        raise NotFound
    try:
        host = rules.read_host(typed, house)
    except rules.BadHost as error:
        raise ImpossibleHost(error.fault) from error
    producer = get_producer_by_id(producer_id, lock=True)
    if queries.find_living(producer_id):
        raise OneAlready
    if queries.is_taken(host):
        raise TakenHost
    row = OwnHost(
        producer_id=producer_id,
        host=host,
        token=secrets.token_hex(TOKEN_BYTES),
        state=HostState.ASKED,
        asked_by=actor.name,
        asked_at=now,
    )
    session.add(row)
    session.flush()
    audit.record(actor, "hosts.ask", row, f"{producer.name} xin dùng tên miền {host}.")
    return row


def give_up(actor: Actor, producer_id: int, now: datetime) -> None:
    """The seller does not want it any more; the page at it ends at once."""
    row = queries.find_living(producer_id) if actor.works_for(producer_id) else None
    if row is None:
        raise NotFound
    held = queries.get_host(row.id, lock=True)
    _close(actor, held, HostState.WITHDRAWN, LIVING, None, now)
    sentence = f"{held.producer.name} thôi dùng tên miền {held.host}."
    audit.record(actor, "hosts.ask", held, sentence)


def confirm(actor: Actor, host_id: int, seen: Seen, now: datetime) -> None:
    """An officer has seen that the name is the seller's: the page answers there from now on.

    Raises HostMoved, TakenHost or NotVerified.
    """
    row = queries.get_host(host_id, lock=True)
    if not may_sell(row.producer.verified_on):
        raise NotVerified
    _close(actor, row, HostState.CONFIRMED, (HostState.ASKED,), None, now)
    row.seen = seen
    try:
        session.flush()
    except IntegrityError as error:
        raise TakenHost from error
    sentence = f"Xác nhận tên miền {row.host} là của {row.producer.name}, đã xem: {seen}."
    audit.record(actor, "hosts.decide", row, sentence, seen=seen)


def decline(actor: Actor, host_id: int, reason: str, now: datetime) -> None:
    """An officer says no, and why. Raises HostMoved."""
    row = queries.get_host(host_id, lock=True)
    _close(actor, row, HostState.DECLINED, (HostState.ASKED,), reason, now)
    sentence = f"Không nhận tên miền {row.host} của {row.producer.name}: {reason}."
    audit.record(actor, "hosts.decide", row, sentence)


def withdraw(actor: Actor, host_id: int, reason: str, now: datetime) -> None:
    """An officer takes a name back: it is unknown again at once. Raises HostMoved."""
    row = queries.get_host(host_id, lock=True)
    _close(actor, row, HostState.WITHDRAWN, (HostState.CONFIRMED,), reason, now)
    sentence = f"Thu hồi tên miền {row.host} của {row.producer.name}: {reason}."
    audit.record(actor, "hosts.decide", row, sentence)


def _close(
    actor: Actor,
    row: OwnHost,
    state: HostState,
    before: Collection[HostState],
    reason: str | None,
    now: datetime,
) -> None:
    if row.state not in before:
        raise HostMoved
    row.state, row.reason = state, reason
    row.decided_by, row.decided_at = actor.name, now
