"""Reads of payouts: what is open for each seller, batches, accounts."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import case, func, select
from sqlalchemy.orm import joinedload, selectinload

from catalog.kernel.actor import Actor
from catalog.kernel.clock import local_date
from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from catalog.producers.models import Producer
from storefront.deadlines import queries as deadlines
from storefront.deadlines.rules import What
from storefront.gateways import queries as gateways
from storefront.journal import queries as journal
from storefront.journal.models import JournalEntry, JournalLine
from storefront.journal.rules import Account, EntryKind
from storefront.payouts import rules
from storefront.payouts.models import Payout, PayoutBatch, PayoutLine, SellerAccount
from storefront.payouts.rules import AccountFacts, Held, OpenLine, PayoutState

PER_PAGE = 30


@dataclass(frozen=True)
class Owed:
    """What is open between the platform and a seller; below zero: the seller owes."""

    producer_id: int
    name: str
    amount: int
    lines: tuple[int, ...]
    account: SellerAccount | None
    held: Held | None
    is_demo: bool = False


def list_owed(until: date, now: datetime) -> list[Owed]:
    """Every seller with open lines up to and with that day, the largest amount first."""
    lines = _open_lines(until)
    accounts = newest_accounts(set(lines))
    sellers = session.scalars(select(Producer).where(Producer.id.in_(list(lines))))
    frozen = gateways.frozen_sellers()
    found = [
        _owed(one, lines[one.id], accounts.get(one.id), now, is_frozen=one.id in frozen)
        for one in sellers
    ]
    return sorted(found, key=lambda one: (-one.amount, one.producer_id))


def _open_lines(until: date) -> dict[int, list[OpenLine]]:
    """What a payout up to that day would settle, by producer id."""
    lines: dict[int, list[OpenLine]] = defaultdict(list)
    query = (
        select(JournalLine.id, JournalLine.producer_id, JournalLine.amount, JournalEntry.booked_on)
        .join(JournalEntry)
        .outerjoin(PayoutLine, PayoutLine.journal_line_id == JournalLine.id)
        .where(
            JournalLine.account == Account.SELLERS,
            PayoutLine.journal_line_id.is_(None),
        )
        .order_by(JournalLine.id)
    )
    for line_id, producer_id, amount, day in session.execute(query):
        lines[producer_id or 0].append(OpenLine(line_id, -amount, day))
    settled = {one: rules.to_settle(given, until) for one, given in lines.items()}
    return {one: given for one, given in settled.items() if given}


def newest_accounts(producer_ids: set[int]) -> dict[int, SellerAccount]:
    """The account each seller gave last, by producer id."""
    newest = (
        select(func.max(SellerAccount.id))
        .where(SellerAccount.producer_id.in_(producer_ids))
        .group_by(SellerAccount.producer_id)
    )
    query = select(SellerAccount).where(SellerAccount.id.in_(newest))
    return {one.producer_id: one for one in session.scalars(query)}


def list_unverified() -> list[SellerAccount]:
    """Accounts an operator has to verify: the newest of each seller, the oldest first."""
    newest = select(func.max(SellerAccount.id)).group_by(SellerAccount.producer_id)
    query = (
        select(SellerAccount)
        .where(SellerAccount.id.in_(newest), SellerAccount.verified_at.is_(None))
        .options(joinedload(SellerAccount.producer))
    )
    return list(session.scalars(query.order_by(SellerAccount.id)))


def list_own_accounts(actor: Actor) -> list[SellerAccount]:
    """The accounts of the actor's producer, the newest first."""
    query = select(SellerAccount).where(SellerAccount.producer_id.in_(actor.producer_ids))
    return list(session.scalars(query.order_by(SellerAccount.id.desc())))


def find_waiting_change(actor: Actor, now: datetime) -> SellerAccount | None:
    """The account the actor's producer changed to less than a day ago, or None."""
    accounts = list_own_accounts(actor)
    return accounts[0] if accounts and now < accounts[0].usable_from else None


def list_batches(page: int) -> list[tuple[PayoutBatch, int, int, int]]:
    """A page of batches, the newest first, each with its payouts, its sum and how many are open."""
    query = (
        select(PayoutBatch)
        .options(selectinload(PayoutBatch.payouts))
        .order_by(PayoutBatch.id.desc())
        .limit(PER_PAGE)
        .offset((page - 1) * PER_PAGE)
    )
    return [
        (
            batch,
            len(batch.payouts),
            sum(one.amount for one in batch.payouts),
            sum(one.state == PayoutState.MADE for one in batch.payouts),
        )
        for batch in session.scalars(query)
    ]


def get_batch(number: str) -> PayoutBatch:
    """A batch with its payouts and their sellers, or NotFound."""
    query = (
        select(PayoutBatch)
        .where(PayoutBatch.number == number)
        .options(selectinload(PayoutBatch.payouts).joinedload(Payout.producer))
    )
    batch = session.scalar(query)
    if batch is None:
        raise NotFound
    return batch


def find_batch_by_key(key: str) -> PayoutBatch | None:
    return session.scalar(select(PayoutBatch).where(PayoutBatch.key == key))


@dataclass(frozen=True)
class Coming:
    """When the platform means to pay what it owes; `due` None: no row says by when."""

    held: Held | None
    due: date | None


def next_payout(actor: Actor, balance: int, now: datetime) -> Coming | None:
    """By when the actor's producer is paid, or why not; None where nothing is owed."""
    if balance <= 0 or not actor.producer_ids:
        return None
    producer_id = min(actor.producer_ids)
    account = newest_accounts({producer_id}).get(producer_id)
    facts = AccountFacts(account.verified_at is not None, account.usable_from) if account else None
    held = rules.why_held(facts, balance, now, is_frozen=producer_id in gateways.frozen_sellers())
    return Coming(held, _due(producer_id, local_date(now)))


def _due(producer_id: int, today: date) -> date | None:
    """The last day for what has waited longest, by the row of the day.

    A transfer the bank gave back waits from that day on. An order whose money is settled otherwise,
    as by cash in the seller's hand, waits for nothing.
    """
    span = deadlines.find(What.PAYOUT, today)
    begins = JournalEntry.kind.in_((EntryKind.EARNED.value, EntryKind.PAYOUT_FAILED.value))
    earned_at = case((begins, JournalEntry.at))
    waiting = (
        select(func.min(earned_at).label("since"))
        .join(JournalLine)
        .outerjoin(PayoutLine, PayoutLine.journal_line_id == JournalLine.id)
        .where(
            JournalLine.account == Account.SELLERS,
            JournalLine.producer_id == producer_id,
            PayoutLine.journal_line_id.is_(None),
        )
        .group_by(JournalEntry.subject)
        .having(func.sum(JournalLine.amount) < 0)
        .subquery()
    )
    since = session.scalar(select(func.min(waiting.c.since))) if span else None
    return local_date(since + span.time) if span and since else None


def list_own_payouts(actor: Actor, at_most: int = 24) -> list[Payout]:
    """The newest payouts of the actor's producer."""
    query = (
        select(Payout)
        .where(Payout.producer_id.in_(actor.producer_ids))
        .options(joinedload(Payout.batch))
        .order_by(Payout.id.desc())
    )
    return list(session.scalars(query.limit(at_most)))


def line_of(document: str) -> int:
    """The journal line by which an entry moved what a seller is owed."""
    query = (
        select(JournalLine.id)
        .join(JournalEntry)
        .where(JournalEntry.document == document, JournalLine.account == Account.SELLERS)
    )
    return session.scalars(query).one()


def list_uneven() -> list[str]:
    """Payouts whose lines do not add up to zero, or whose state the journal does not know."""
    added = func.coalesce(func.sum(JournalLine.amount), 0)
    query = (
        select(Payout.number)
        .outerjoin(PayoutLine, PayoutLine.payout_id == Payout.id)
        .outerjoin(JournalLine, JournalLine.id == PayoutLine.journal_line_id)
        .group_by(Payout.id, Payout.number)
        .having((added != 0) | (func.count(JournalLine.id) < 2))
    )
    found = [
        f"payout {number}: its lines do not add up to zero" for number in session.scalars(query)
    ]
    standing = journal.standing_of_orders()
    for number, state, amount in session.execute(
        select(Payout.number, Payout.state, Payout.amount).order_by(Payout.id)
    ):
        way = standing.get(number, {}).get(Account.PAYOUTS.value, 0)
        if way != (-amount if state == PayoutState.MADE else 0):
            found.append(f"payout {number}: {state}, journal {way}")
    return found


def _owed(
    seller: Producer,
    lines: list[OpenLine],
    account: SellerAccount | None,
    now: datetime,
    *,
    is_frozen: bool,
) -> Owed:
    amount = sum(one.amount for one in lines)
    facts = None
    if account:
        facts = AccountFacts(account.verified_at is not None, account.usable_from)
    held = rules.why_held(facts, amount, now, is_frozen=is_frozen)
    return Owed(
        producer_id=seller.id,
        name=seller.name,
        amount=amount,
        lines=tuple(one.line_id for one in lines),
        account=account,
        held=held,
        is_demo=seller.is_demo,
    )
