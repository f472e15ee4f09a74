"""A seller's money at a glance: what today brought, what is still to come, and by which day."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from catalog.kernel.actor import Actor
from catalog.kernel.clock import local_date
from catalog.kernel.db import session
from storefront.journal.models import JournalEntry
from storefront.payouts import queries, statement
from storefront.payouts.models import Payout
from storefront.payouts.rules import Held, PayoutState, Split


@dataclass(frozen=True)
class Coming:
    """`earned` today after fees and tax, `cash` of it in hand already; `balance`: still to be paid
    by the platform, below zero owed to it; `on_the_way`: with the bank; `held`: why none of it is
    sent now. `by`: None where it is held, no day was promised or nothing is to come.
    """

    earned: int
    cash: int
    balance: int
    on_the_way: int
    by: date | None
    held: Held | None


def coming_for(actor: Actor, now: datetime) -> Coming:
    """What the actor's producer earned today and may expect, in a fixed number of queries."""
    today = local_date(now)
    orders, _others = statement.split_of(actor, JournalEntry.booked_on == today)
    split = sum(orders.values(), Split())
    balance = statement.balance_of(actor)
    payout = queries.next_payout(actor, balance, now)
    held = payout.held if payout else None
    return Coming(
        earned=split.yours,
        cash=split.cash,
        balance=balance,
        on_the_way=_on_the_way(actor),
        by=payout.due if payout and not held else None,
        held=held,
    )


def _on_the_way(actor: Actor) -> int:
    query = select(func.coalesce(func.sum(Payout.amount), 0)).where(
        Payout.producer_id.in_(actor.producer_ids), Payout.state == PayoutState.MADE
    )
    return int(session.scalar(query) or 0)
