"""Reads of payments, by reference."""

from collections.abc import Iterable

from sqlalchemy import func, select

from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from storefront.payments.models import Payment, PaymentShare


def states_of(references: Iterable[str]) -> dict[str, str]:
    """The state of each seller's share, by the order's number."""
    query = select(PaymentShare.reference, PaymentShare.state).where(
        PaymentShare.reference.in_(list(references))
    )
    return {row.reference: row.state for row in session.execute(query)}


def get_amount(reference: str) -> int:
    """What is due for an order, by its number, or NotFound."""
    query = select(PaymentShare.amount).where(PaymentShare.reference == reference)
    amount = session.scalar(query)
    if amount is None:
        raise NotFound
    return amount


def amounts_of_shares() -> dict[str, tuple[int, str]]:
    """Amount and state of every share, by the order's number: for the books."""
    query = select(PaymentShare.reference, PaymentShare.amount, PaymentShare.state)
    return {row.reference: (row.amount, row.state) for row in session.execute(query)}


def list_uneven() -> list[str]:
    """Payments whose shares do not add up to their amount; empty when all is well."""
    shares = func.coalesce(func.sum(PaymentShare.amount), 0)
    query = (
        select(Payment.reference)
        .outerjoin(PaymentShare)
        .group_by(Payment.id, Payment.reference, Payment.amount)
        .having(Payment.amount != shares)
        .order_by(Payment.reference)
    )
    return list(session.scalars(query))
