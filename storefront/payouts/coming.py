"""A seller's money at a glance: what today brought, what is still to come, and by which day."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from catalog.kernel.actor import Actor
from catalog.kernel.clock import local_date
from catalog.kernel.db import session
from storefront.deadlines import queries as deadlines
from storefront.deadlines.rules import What
from storefront.journal.models import JournalEntry, JournalLine
from storefront.journal.rules import Account
from storefront.payouts import statement
from storefront.payouts.models import Payout, PayoutLine
from storefront.payouts.rules import PayoutState, Split


@dataclass(frozen=True)
class Coming:
    """`earned` today after fees and tax, `cash` of it in hand already; `balance`: still to be paid
    by the platform, below zero owed to it; `on_the_way`: with the bank. `by`: None where no day
    was promised or nothing is to come.
    """

    earned: int
    cash: int
    balance: int
    on_the_way: int
    by: date | None


def coming_for(actor: Actor, now: datetime) -> Coming:
    """What the actor's producer earned today and may expect, in a fixed number of queries."""
    today = local_date(now)
    orders, _others = statement.split_of(actor, JournalEntry.booked_on == today)
    split = sum(orders.values(), Split())
    balance = statement.balance_of(actor)
    span = deadlines.find(What.PAYOUT, today)
    since = _owed_since(actor)
    return Coming(
        earned=split.yours,
        cash=split.cash,
        balance=balance,
        on_the_way=_on_the_way(actor),
        by=since + span.time if span and since and balance > 0 else None,
    )


def _owed_since(actor: Actor) -> date | None:
    """The day of the oldest line to the seller's good that is in no payout."""
    query = (
        select(func.min(JournalEntry.booked_on))
        .join(JournalLine)
        .outerjoin(PayoutLine, PayoutLine.journal_line_id == JournalLine.id)
        .where(
            JournalLine.account == Account.SELLERS,
            JournalLine.producer_id.in_(actor.producer_ids),
            JournalLine.amount < 0,
            PayoutLine.journal_line_id.is_(None),
        )
    )
    return session.scalar(query)


def _on_the_way(actor: Actor) -> int:
    query = select(func.coalesce(func.sum(Payout.amount), 0)).where(
        Payout.producer_id.in_(actor.producer_ids), Payout.state == PayoutState.MADE
    )
    return int(session.scalar(query) or 0)
