"""A seller's statement on paper: of a month, or of one payout. Every sum is one of the journal."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from catalog.producers.models import Producer
from catalog.producers.queries import get_producer_by_id
from storefront.journal.models import JournalEntry, JournalLine
from storefront.journal.rules import Account, EntryKind
from storefront.legal.models import OperatorIdentity
from storefront.legal.queries import find_operator
from storefront.payouts import statement
from storefront.payouts.models import Payout, PayoutBatch, PayoutLine
from storefront.payouts.rules import Split
from storefront.withholding.rules import month_after

TAXES = (Account.FEE_VAT, Account.WITHHELD_VAT, Account.WITHHELD_PIT)


@dataclass(frozen=True)
class Paper:
    """What a statement says of a month (its first day) or of a payout. `opening` and `closing` are
    what the platform owed before and after; of a payout they are not told.
    """

    about: date | Payout
    seller: Producer
    operator: OperatorIdentity | None
    orders: dict[str, Split]
    days: Mapping[str, date]  # on which an order was delivered, as far as that lies in it
    taxes: Mapping[Account, int]  # within fee and withholding, to the seller's good above zero
    made_at: datetime
    payouts: list[Payout] = field(default_factory=list)
    paid_in: int = 0
    paid_out: int = 0
    others: int = 0
    opening: int | None = None
    closing: int | None = None

    @property
    def payout(self) -> Payout | None:
        return self.about if isinstance(self.about, Payout) else None

    @property
    def sum(self) -> Split:
        return sum(self.orders.values(), Split())

    @property
    def is_running(self) -> bool:
        """Whether the month goes on, so that more may come."""
        today = clock.local_date(self.made_at)
        return not isinstance(self.about, Payout) and month_after(self.about) > today


def of_month(actor: Actor, first: date, now: datetime) -> Paper:
    """The month of the actor's producer. Raises NotFound for who works for none."""
    seller = _seller(actor)
    since, until = JournalEntry.booked_on >= first, JournalEntry.booked_on < month_after(first)
    month = statement.month_of(actor, first)
    return Paper(
        about=first,
        seller=seller,
        operator=find_operator(clock.local_date(now)),
        orders=month.orders,
        days=_days(seller.id, since, until),
        taxes=_taxes(seller.id, since, until),
        made_at=now,
        payouts=_payouts_of(seller.id, first),
        paid_in=month.paid_in,
        paid_out=month.paid_out,
        opening=_owed(seller.id, JournalEntry.booked_on < first),
        closing=_owed(seller.id, until),
    )


def of_payout(actor: Actor, number: str, now: datetime) -> Paper:
    """What one transfer to the actor's producer was made of, or NotFound."""
    payout = session.scalar(
        select(Payout)
        .where(Payout.number == number, Payout.producer_id.in_(actor.producer_ids))
        .options(joinedload(Payout.batch), joinedload(Payout.producer))
    )
    if payout is None:
        raise NotFound
    settled = select(PayoutLine.journal_line_id).where(PayoutLine.payout_id == payout.id)
    is_in = JournalLine.id.in_(settled)
    before = JournalEntry.kind != EntryKind.PAYOUT_MADE.value
    orders, others = statement.split_of(actor, is_in, before)
    return Paper(
        about=payout,
        seller=payout.producer,
        operator=find_operator(clock.local_date(now)),
        orders=orders,
        days=_days(payout.producer_id, is_in),
        taxes=_taxes(payout.producer_id, is_in, before),
        made_at=now,
        payouts=[payout],
        others=others,
    )


def _seller(actor: Actor) -> Producer:
    if not actor.producer_ids:
        raise NotFound
    return get_producer_by_id(min(actor.producer_ids))


def _days(producer_id: int, *where: ColumnElement[bool]) -> dict[str, date]:
    query = (
        select(JournalEntry.subject, func.min(JournalEntry.booked_on))
        .join(JournalLine)
        .where(
            JournalLine.account == Account.SELLERS,
            JournalLine.producer_id == producer_id,
            JournalEntry.kind == EntryKind.EARNED.value,
            *where,
        )
        .group_by(JournalEntry.subject)
    )
    return {row[0]: row[1] for row in session.execute(query)}


def _taxes(producer_id: int, *where: ColumnElement[bool]) -> dict[Account, int]:
    """What of the entries that moved this seller's money went to the state."""
    mine = (
        select(JournalLine.entry_id)
        .join(JournalEntry)
        .where(
            JournalLine.account == Account.SELLERS, JournalLine.producer_id == producer_id, *where
        )
    )
    query = (
        select(JournalLine.account, func.sum(JournalLine.amount))
        .where(
            JournalLine.entry_id.in_(mine), JournalLine.account.in_([one.value for one in TAXES])
        )
        .group_by(JournalLine.account)
    )
    found = {Account(account): int(amount) for account, amount in session.execute(query)}
    return {one: found.get(one, 0) for one in TAXES}


def _owed(producer_id: int, *where: ColumnElement[bool]) -> int:
    query = (
        select(func.coalesce(-func.sum(JournalLine.amount), 0))
        .join(JournalEntry)
        .where(
            JournalLine.account == Account.SELLERS, JournalLine.producer_id == producer_id, *where
        )
    )
    return int(session.scalar(query) or 0)


def _payouts_of(producer_id: int, first: date) -> list[Payout]:
    """The transfers ordered in a month, the oldest first."""
    start = clock.midnight_after(first - timedelta(days=1))
    end = clock.midnight_after(month_after(first) - timedelta(days=1))
    query = (
        select(Payout)
        .join(Payout.batch)
        .where(
            Payout.producer_id == producer_id,
            PayoutBatch.made_at >= start,
            PayoutBatch.made_at < end,
        )
        .options(joinedload(Payout.batch))
        .order_by(Payout.id)
    )
    return list(session.scalars(query))
