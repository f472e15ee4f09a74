"""Orders that were there before the journal: entered as far as they came, once."""

from datetime import datetime

from sqlalchemy import select

from catalog.kernel.db import session
from storefront.journal import service
from storefront.journal.models import JournalEntry
from storefront.journal.rules import EntryKind
from storefront.orders.models import Order
from storefront.orders.rules import CALLED_OFF, OrderStatus
from storefront.payments import queries as payments
from storefront.payments.rules import HELD_BY_SELLER, ShareState


def enter_missing(now: datetime) -> int:
    """Enter every order the journal does not know; how many those were.

    Before the journal all was cash in the seller's hand, and nothing was charged or withheld.
    """
    known = select(JournalEntry.subject).where(JournalEntry.kind == EntryKind.PLACED)
    query = select(Order).where(Order.total > 0, Order.number.not_in(known)).order_by(Order.id)
    missing = list(session.scalars(query))
    states = payments.states_of([order.number for order in missing])
    for order in missing:
        service.book_placed(order.id, now)
        if order.status in CALLED_OFF:
            service.book_called_off(order.id, now)
        if states.get(order.number) == ShareState.RECEIVED:
            key = f"cash:{order.number}"
            service.book_received(order.number, order.total, HELD_BY_SELLER, key, now)
        if order.status == OrderStatus.DELIVERED:
            service.book_delivered(order.id, now)
    return len(missing)
