"""Tries to pay, money that partners took, money they send back, and complaints to banks."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.kernel.db import Base, Dong, UTCDateTime
from storefront.inbox.models import Receipt
from storefront.payments.models import Refund


class PaymentAttempt(Base):
    """One try to pay a purchase. Committed with its key before the partner hears of it."""

    __tablename__ = "store_payment_attempts"
    __table_args__ = (
        UniqueConstraint("provider", "reference"),
        UniqueConstraint("number", "place"),
        CheckConstraint("amount > 0", name="amount_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    provider: Mapped[str]  # payments.rules.Method
    number: Mapped[str] = mapped_column(index=True)  # of the purchase
    place: Mapped[int]  # first, second … try
    reference: Mapped[str]  # what the partner calls it: rules.make_reference
    key: Mapped[str] = mapped_column(unique=True)  # a UUID, sent with every repetition
    amount: Mapped[int] = mapped_column(Dong)
    language: Mapped[str]
    state: Mapped[str] = mapped_column(index=True)  # rules.AttemptState
    partner_id: Mapped[str | None]
    url: Mapped[str | None]
    words: Mapped[str | None]  # the partner's own, for operators
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime)
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime)
    asked: Mapped[int] = mapped_column(default=0)
    ask_at: Mapped[datetime | None] = mapped_column(UTCDateTime, index=True)

    charges: Mapped[list["Charge"]] = relationship(back_populates="attempt", order_by="Charge.id")


class Charge(Base):
    """Money a partner took: once, however often and by whichever way it is told."""

    __tablename__ = "store_charges"
    __table_args__ = (
        UniqueConstraint("provider", "payment_id"),
        CheckConstraint("amount > 0", name="amount_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    # None: of a try we do not know, as after a backup was put back.
    attempt_id: Mapped[int | None] = mapped_column(
        ForeignKey("store_payment_attempts.id"), index=True
    )
    receipt_id: Mapped[int] = mapped_column(ForeignKey("store_receipts.id"), unique=True)
    provider: Mapped[str]
    reference: Mapped[str]
    payment_id: Mapped[str]
    amount: Mapped[int] = mapped_column(Dong)
    charged_at: Mapped[datetime] = mapped_column(UTCDateTime)

    attempt: Mapped[PaymentAttempt | None] = relationship(back_populates="charges")
    receipt: Mapped[Receipt] = relationship()
    returns: Mapped[list["RefundAttempt"]] = relationship(
        back_populates="charge", order_by="RefundAttempt.id"
    )


class RefundAttempt(Base):
    """A refund on its way through a partner. Committed with its key before the call."""

    __tablename__ = "store_refund_attempts"
    __table_args__ = (CheckConstraint("amount > 0", name="amount_positive"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    refund_id: Mapped[int] = mapped_column(ForeignKey("store_refunds.id"), index=True)
    charge_id: Mapped[int] = mapped_column(ForeignKey("store_charges.id"), index=True)
    key: Mapped[str] = mapped_column(unique=True)
    amount: Mapped[int] = mapped_column(Dong)
    state: Mapped[str] = mapped_column(index=True)  # rules.RefundState
    partner_id: Mapped[str | None]
    words: Mapped[str | None]
    made_by: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime)
    asked: Mapped[int] = mapped_column(default=0)
    ask_at: Mapped[datetime | None] = mapped_column(UTCDateTime, index=True)

    charge: Mapped[Charge] = relationship(back_populates="returns")
    refund: Mapped[Refund] = relationship()


class Dispute(Base):
    """A card holder's complaint. While one is open the sellers of its purchase are not paid."""

    __tablename__ = "store_disputes"
    __table_args__ = (
        UniqueConstraint("provider", "dispute_id"),
        CheckConstraint("amount > 0", name="amount_positive"),
        CheckConstraint("covered BETWEEN 0 AND taken", name="covered_within_taken"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    provider: Mapped[str]
    dispute_id: Mapped[str]
    payment_id: Mapped[str] = mapped_column(index=True)
    number: Mapped[str | None] = mapped_column(index=True)  # of the purchase, where it is known
    amount: Mapped[int] = mapped_column(Dong)
    reason: Mapped[str]
    state: Mapped[str]  # rules.DisputeState
    # What the bank took for the card holder, as it is booked; of it, what was due as refunds.
    taken: Mapped[int] = mapped_column(Dong, default=0, server_default="0")
    covered: Mapped[int] = mapped_column(Dong, default=0, server_default="0")
    due_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    opened_at: Mapped[datetime] = mapped_column(UTCDateTime)
    # When the partner said what stands here: an older word does not count.
    said_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    # A person looked at it and let the sellers be paid again.
    settled_by: Mapped[str | None]
    settled_at: Mapped[datetime | None] = mapped_column(UTCDateTime, index=True)
    note: Mapped[str | None]
