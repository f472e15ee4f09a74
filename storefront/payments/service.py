"""Writes of payments. Cash on delivery: nothing leaves the house, nothing comes in by itself."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import update

from catalog.kernel.db import session
from storefront.payments import queries, rules
from storefront.payments.errors import AlreadySettled
from storefront.payments.models import Payment, PaymentShare
from storefront.payments.rules import HELD_BY_SELLER, Method, ShareState
from storefront.payments.signals import money_received


def open_cod(reference: str, shares: Sequence[tuple[str, int]], now: datetime) -> Payment:
    """What a purchase owes on delivery: a share for each order, (its number, đồng)."""
    payment = Payment(
        reference=reference,
        method=Method.COD.value,
        amount=sum(amount for _, amount in shares),
        currency="VND",
        created_at=now,
        shares=[
            PaymentShare(reference=number, amount=amount, state=ShareState.DUE.value)
            for number, amount in shares
        ],
    )
    session.add(payment)
    return payment


def receive(reference: str, now: datetime) -> None:
    """The seller has the cash of this order."""
    _settle(reference, ShareState.RECEIVED, now)
    money_received.send(
        None,
        reference=reference,
        amount=queries.get_amount(reference),
        holder=HELD_BY_SELLER,
        key=f"cash:{reference}",
    )


def void(reference: str, now: datetime) -> None:
    """Nothing is owed any more: the order is cancelled or refused."""
    _settle(reference, ShareState.VOID, now)


def _settle(reference: str, state: ShareState, now: datetime) -> None:
    settled = session.execute(
        update(PaymentShare)
        .where(
            PaymentShare.reference == reference,
            PaymentShare.state == rules.SETTLED_FROM[state].value,
        )
        .values(state=state.value, settled_at=now)
        .execution_options(synchronize_session=False)
    )
    if settled.rowcount != 1:  # type: ignore[attr-defined]  # an UPDATE has one
        raise AlreadySettled
