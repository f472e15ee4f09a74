"""One payment per purchase, a share per order. Payments know a reference, not orders."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.kernel.db import Base, Dong, UTCDateTime


class Payment(Base):
    """What one purchase owes. `reference` is the number of the order group."""

    __tablename__ = "store_payments"
    __table_args__ = (CheckConstraint("amount >= 0", name="amount_not_negative"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(unique=True)
    method: Mapped[str]  # "cod"
    amount: Mapped[int] = mapped_column(Dong)
    currency: Mapped[str] = mapped_column(default="VND")
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)

    shares: Mapped[list["PaymentShare"]] = relationship(
        back_populates="payment", order_by="PaymentShare.id"
    )


class PaymentShare(Base):
    """One seller's part. COD: due until the seller says it was handed over and paid."""

    __tablename__ = "store_payment_shares"
    __table_args__ = (
        UniqueConstraint("payment_id", "reference"),
        CheckConstraint("amount >= 0", name="amount_not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    payment_id: Mapped[int] = mapped_column(ForeignKey("store_payments.id"), index=True)
    reference: Mapped[str] = mapped_column(unique=True)  # the order's number
    amount: Mapped[int] = mapped_column(Dong)
    state: Mapped[str]  # rules.ShareState: "due", "received", "void"
    settled_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    payment: Mapped[Payment] = relationship(back_populates="shares")
