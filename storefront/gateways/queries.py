"""Reads of gateways."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import joinedload, selectinload

from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from storefront.gateways.errors import NoSuchAttempt
from storefront.gateways.models import Charge, Dispute, PaymentAttempt, RefundAttempt
from storefront.gateways.rules import REFUND_COUNTS, Money
from storefront.inbox import queries as inbox
from storefront.inbox.models import InboundEvent, Receipt
from storefront.inbox.rules import ReceiptState
from storefront.orders.models import Order, OrderGroup
from storefront.payment_partners.rules import DisputeState
from storefront.payments import queries as payments
from storefront.payments.models import Payment
from storefront.payments.rules import ShareState, due_of

PER_PAGE = 50


def get_attempt(attempt_id: int, *, lock: bool = False) -> PaymentAttempt:
    """One try to pay, or NotFound; with `lock` held until the commit."""
    query = select(PaymentAttempt).where(PaymentAttempt.id == attempt_id)
    query = query.execution_options(populate_existing=True)
    found = session.scalar(query.with_for_update() if lock else query)
    if found is None:
        raise NoSuchAttempt
    return found


def find_attempt(provider: str, reference: str, *, lock: bool = False) -> PaymentAttempt | None:
    """The try a partner speaks of, or None."""
    query = select(PaymentAttempt).where(
        PaymentAttempt.provider == provider, PaymentAttempt.reference == reference
    )
    query = query.execution_options(populate_existing=True)
    return session.scalar(query.with_for_update() if lock else query)


def list_attempts_of(number: str) -> Sequence[PaymentAttempt]:
    """The tries to pay a purchase, the newest first."""
    query = select(PaymentAttempt).where(PaymentAttempt.number == number)
    return session.scalars(query.order_by(PaymentAttempt.place.desc())).all()


def due_for(payment: Payment) -> int:
    """What of a purchase is still to be paid."""
    return due_of((share.amount, share.state) for share in payment.shares)


def find_charge(provider: str, payment_id: str) -> Charge | None:
    """The money a partner calls so, or None when nobody told of it yet."""
    return session.scalar(
        select(Charge).where(Charge.provider == provider, Charge.payment_id == payment_id)
    )


def receipt_of(provider: str, event_id: str) -> Receipt | None:
    """The receipt a message made."""
    query = select(Receipt).join(InboundEvent)
    return session.scalar(
        query.where(InboundEvent.provider == provider, InboundEvent.event_id == event_id)
    )


def due_attempts(now: datetime, names: Iterable[str], at_most: int = 50) -> list[int]:
    """Tries whose partner, one of `names`, is to be asked now, the longest waiting first."""
    query = (
        select(PaymentAttempt.id)
        .where(PaymentAttempt.ask_at <= now, PaymentAttempt.provider.in_(names))
        .order_by(PaymentAttempt.ask_at, PaymentAttempt.id)
    )
    return list(session.scalars(query.limit(at_most)))


def due_returns(now: datetime, names: Iterable[str], at_most: int = 50) -> list[int]:
    """Refunds whose partner, one of `names`, is to be asked now."""
    query = select(RefundAttempt.id).join(RefundAttempt.charge)
    query = query.where(RefundAttempt.ask_at <= now, Charge.provider.in_(names))
    return list(session.scalars(query.order_by(RefundAttempt.ask_at).limit(at_most)))


def get_return(return_id: int, *, lock: bool = False) -> RefundAttempt:
    """A refund through a partner, or NotFound; with `lock` held until the commit."""
    query = select(RefundAttempt).where(RefundAttempt.id == return_id)
    query = query.execution_options(populate_existing=True)
    found = session.scalar(query.with_for_update() if lock else query)
    if found is None:
        raise NotFound
    return found


def find_return(key: str, partner_id: str) -> RefundAttempt | None:
    """The refund a partner's news is of: by our key, else by its own name for it."""
    by_key = session.scalar(select(RefundAttempt).where(RefundAttempt.key == key))
    if by_key or not partner_id:
        return by_key
    return session.scalar(select(RefundAttempt).where(RefundAttempt.partner_id == partner_id))


def list_charges_for(reference: str, *, lock: bool = False) -> Sequence[Charge]:
    """The money a refund is of: all an order's purchase was paid by, or the receipt it names."""
    number, _, receipt = reference.partition("/")
    query = select(Charge).join(Receipt)
    if receipt:
        query = query.where(Receipt.id == int(receipt))
    else:
        applied = ReceiptState.APPLIED.value
        query = query.where(Receipt.number == number.partition("-")[0], Receipt.state == applied)
    query = query.order_by(Charge.id)
    return session.scalars(query.with_for_update(of=Charge) if lock else query).all()


def find_charge_for(reference: str, *, lock: bool = False) -> Charge | None:
    """The money a refund goes back through, of several the first; or None."""
    return next(iter(list_charges_for(reference, lock=lock)), None)


def counted_returns(charge_id: int) -> list[int]:
    """What of a charge went back already, or may have."""
    states = [state.value for state in REFUND_COUNTS]
    query = select(RefundAttempt.amount).where(
        RefundAttempt.charge_id == charge_id, RefundAttempt.state.in_(states)
    )
    return list(session.scalars(query))


def returns_of(refund_ids: Sequence[int]) -> dict[int, RefundAttempt]:
    """The newest try to send each of these refunds through a partner."""
    query = select(RefundAttempt).where(RefundAttempt.refund_id.in_(refund_ids))
    return {one.refund_id: one for one in session.scalars(query.order_by(RefundAttempt.id))}


def list_attempts(provider: str | None, page: int) -> list[PaymentAttempt]:
    """A page of tries to pay with what was charged, the newest first."""
    query = select(PaymentAttempt).options(selectinload(PaymentAttempt.charges))
    if provider:
        query = query.where(PaymentAttempt.provider == provider)
    query = query.order_by(PaymentAttempt.id.desc()).limit(PER_PAGE).offset((page - 1) * PER_PAGE)
    return list(session.scalars(query))


def list_returns(provider: str | None, at_most: int = PER_PAGE) -> list[RefundAttempt]:
    """Refunds through partners, the newest first."""
    query = select(RefundAttempt).join(Charge)
    query = query.options(joinedload(RefundAttempt.charge), joinedload(RefundAttempt.refund))
    if provider:
        query = query.where(Charge.provider == provider)
    return list(session.scalars(query.order_by(RefundAttempt.id.desc()).limit(at_most)))


def list_disputes(provider: str | None, at_most: int = PER_PAGE) -> list[Dispute]:
    """Complaints to banks: those nobody has settled first."""
    query = select(Dispute)
    if provider:
        query = query.where(Dispute.provider == provider)
    query = query.order_by(Dispute.settled_at.is_not(None), Dispute.id.desc())
    return list(session.scalars(query.limit(at_most)))


def get_dispute(dispute_id: int, *, lock: bool = False) -> Dispute:
    """A complaint, or NotFound."""
    query = select(Dispute).where(Dispute.id == dispute_id)
    found = session.scalar(query.with_for_update() if lock else query)
    if found is None:
        raise NotFound
    return found


def orders_of(number: str) -> Sequence[Order]:
    """The orders of a purchase with all that shows what was sold and that it came."""
    query = (
        select(Order)
        .join(OrderGroup)
        .where(OrderGroup.number == number)
        .options(selectinload(Order.lines), selectinload(Order.changes), joinedload(Order.parcel))
        .order_by(Order.number)
    )
    return session.scalars(query).all()


def frozen_sellers() -> frozenset[int]:
    """Producers whose payouts wait: a purchase of theirs is disputed and nobody settled it."""
    query = (
        select(Order.producer_id)
        .join(OrderGroup)
        .join(Dispute, Dispute.number == OrderGroup.number)
        .where(Dispute.settled_at.is_(None))
    )
    return frozenset(session.scalars(query.distinct()))


def count_disputes() -> int:
    """Complaints that wait for a person."""
    return session.scalar(select(func.count(Dispute.id)).where(Dispute.settled_at.is_(None))) or 0


def list_uneven() -> list[str]:
    """Charges whose receipt says another amount, or of which too much went back: for the books."""
    query = select(Charge.provider, Charge.payment_id, Charge.amount, Receipt.amount).join(Receipt)
    found = [
        f"charge {row[0]} {row[1]}: {row[2]}, its receipt {row[3]}"
        for row in session.execute(query.where(Charge.amount != Receipt.amount))
    ]
    back = func.sum(RefundAttempt.amount)
    states = [state.value for state in REFUND_COUNTS]
    over = (
        select(Charge.provider, Charge.payment_id, Charge.amount, back)
        .join(RefundAttempt)
        .where(RefundAttempt.state.in_(states))
        .group_by(Charge.id, Charge.provider, Charge.payment_id, Charge.amount)
        .having(back > Charge.amount)
    )
    return found + [
        f"charge {row[0]} {row[1]}: {row[2]}, sent back {int(row[3])}"
        for row in session.execute(over)
    ]


def find_dispute(provider: str, dispute_id: str, *, lock: bool = False) -> Dispute | None:
    """The complaint a partner calls so, or None."""
    query = select(Dispute).where(Dispute.provider == provider, Dispute.dispute_id == dispute_id)
    return session.scalar(query.with_for_update() if lock else query)


def list_contesting(charges: Sequence[Charge], *, lock: bool = False) -> Sequence[Dispute]:
    """Complaints by which a bank took some of this money back, or still thinks about it."""
    query = select(Dispute).where(
        tuple_(Dispute.provider, Dispute.payment_id).in_(
            [(one.provider, one.payment_id) for one in charges]
        ),
        Dispute.state != DisputeState.WON.value,
    )
    query = query.order_by(Dispute.id).execution_options(populate_existing=True)
    return session.scalars(query.with_for_update() if lock else query).all()


def get_money(number: str) -> Money:
    """What our rows say about the money of a purchase; NotFound when it is not paid beforehand."""
    payment = payments.find_payment(number)
    if payment is None or payment.expires_at is None:
        raise NotFound
    newest = next(iter(list_attempts_of(number)), None)
    receipts = select(Receipt.state).where(Receipt.number == number)
    states = set(session.scalars(receipts))
    shares = {share.state for share in payment.shares}
    going = {ShareState.REFUND_DUE, ShareState.REFUNDED}
    return Money(
        due=due_for(payment),
        waits_for_person=ReceiptState.OPEN in states or inbox.has_foreign(number),
        goes_back=bool(shares & going) or ReceiptState.REFUND in states,
        newest=newest.state if newest else None,
        expires_at=payment.expires_at,
    )
