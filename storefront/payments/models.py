"""One payment per purchase, a share per order. Payments know a reference, not orders."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.kernel.db import Base, Dong, UTCDateTime


class ReceivingAccount(Base):
    """An account of the operator that buyers transfer to, from `since` on. Never edited."""

    __tablename__ = "store_receiving_accounts"
    __table_args__ = (CheckConstraint("until IS NULL OR until >= since", name="days_in_order"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    bin: Mapped[str]
    account: Mapped[str]
    holder: Mapped[str]
    since: Mapped[date]
    until: Mapped[date | None]
    source: Mapped[str]  # the contract or paper that says so
    entered_by: Mapped[str]
    entered_at: Mapped[datetime] = mapped_column(UTCDateTime)
    is_demo: Mapped[bool] = mapped_column(default=False)


class Payment(Base):
    """What one purchase owes. `reference` is the number of the order group."""

    __tablename__ = "store_payments"
    __table_args__ = (CheckConstraint("amount >= 0", name="amount_not_negative"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(unique=True)
    method: Mapped[str]  # rules.Method: "cod", "vietqr"
    amount: Mapped[int] = mapped_column(Dong)
    currency: Mapped[str] = mapped_column(default="VND")
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    # Paid beforehand: where to, and how long the goods wait for it.
    account_id: Mapped[int | None] = mapped_column(ForeignKey("store_receiving_accounts.id"))
    expires_at: Mapped[datetime | None] = mapped_column(UTCDateTime, index=True)

    shares: Mapped[list["PaymentShare"]] = relationship(
        back_populates="payment", order_by="PaymentShare.id"
    )
    account: Mapped[ReceivingAccount | None] = relationship()


class PaymentShare(Base):
    """One seller's part. COD: due until the seller says it was handed over and paid."""

    __tablename__ = "store_payment_shares"
    __table_args__ = (
        UniqueConstraint("payment_id", "reference"),
        CheckConstraint("amount >= 0", name="amount_not_negative"),
        CheckConstraint("refunded BETWEEN 0 AND amount", name="refunded_within_amount"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    payment_id: Mapped[int] = mapped_column(ForeignKey("store_payments.id"), index=True)
    reference: Mapped[str] = mapped_column(unique=True)  # the order's number
    amount: Mapped[int] = mapped_column(Dong)
    state: Mapped[str]  # rules.ShareState
    settled_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    # Promised back after delivery, sent or not (refunding.py).
    refunded: Mapped[int] = mapped_column(Dong, default=0, server_default="0")

    payment: Mapped[Payment] = relationship(back_populates="shares")


class Refund(Base):
    """Money that goes back to a buyer: due until a person has sent it, whoever has to."""

    __tablename__ = "store_refunds"
    __table_args__ = (CheckConstraint("amount > 0", name="amount_positive"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(index=True)  # of an order, a purchase, or a receipt
    amount: Mapped[int] = mapped_column(Dong)
    reason: Mapped[str]  # rules.RefundReason
    payer: Mapped[str] = mapped_column(default="platform", server_default="platform")  # rules.Payer
    note: Mapped[str | None]  # what the bank said of the money that came
    opened_at: Mapped[datetime] = mapped_column(UTCDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    sent_by: Mapped[str | None]
    bank_reference: Mapped[str | None]
    # Which partner was told to send it; None: a person sends it, or nobody yet.
    partner: Mapped[str | None]
