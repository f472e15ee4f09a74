"""What partners sent, as they sent it, and the money it told of."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.kernel.db import Base, Dong, UTCDateTime


class InboundEvent(Base):
    """One message, stored once with its effect; the body is kept as it came."""

    __tablename__ = "store_inbound_events"
    __table_args__ = (UniqueConstraint("provider", "event_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    provider: Mapped[str]
    event_id: Mapped[str]
    raw: Mapped[str]
    received_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
    handled_at: Mapped[datetime] = mapped_column(UTCDateTime)
    result: Mapped[str]  # rules.Result


class Receipt(Base):
    """Money that arrived on an account: for a purchase, on its way back, or for a person to say."""

    __tablename__ = "store_receipts"
    __table_args__ = (CheckConstraint("amount > 0", name="amount_positive"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("store_inbound_events.id"), unique=True)
    account: Mapped[str]
    amount: Mapped[int] = mapped_column(Dong)
    text: Mapped[str]
    happened_at: Mapped[datetime] = mapped_column(UTCDateTime)
    bank_reference: Mapped[str | None] = mapped_column(index=True)
    number: Mapped[str | None] = mapped_column(index=True)  # the purchase it is for
    state: Mapped[str] = mapped_column(index=True)  # rules.ReceiptState
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    closed_by: Mapped[str | None]
    note: Mapped[str | None]

    event: Mapped[InboundEvent] = relationship()


class ForeignMoney(Base):
    """Money in another currency than đồng: in no book, it waits for a person to look after it."""

    __tablename__ = "store_foreign_money"
    __table_args__ = (
        UniqueConstraint("provider", "payment_id"),
        CheckConstraint("amount > 0", name="amount_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("store_inbound_events.id"), unique=True)
    provider: Mapped[str]
    payment_id: Mapped[str]
    number: Mapped[str | None] = mapped_column(index=True)  # the purchase it is for
    amount: Mapped[int] = mapped_column(BigInteger)  # as told: of most currencies in hundredths
    currency: Mapped[str]
    happened_at: Mapped[datetime] = mapped_column(UTCDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime, index=True)
    closed_by: Mapped[str | None]
    note: Mapped[str | None]
