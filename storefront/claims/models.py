"""What a buyer asks for, line by line, and every step it took."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.kernel.append_only import keep
from catalog.kernel.db import Base, Dong, UTCDateTime
from storefront.orders.models import Order, OrderLine
from storefront.payments.models import Refund


class Claim(Base):
    """One request about one seller's order. `due_at` is when whoever must act is late."""

    __tablename__ = "store_claims"
    __table_args__ = (CheckConstraint("amount IS NULL OR amount > 0", name="amount_positive"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    form_key: Mapped[str] = mapped_column(unique=True)  # the same form twice is one claim
    order_id: Mapped[int] = mapped_column(ForeignKey("store_orders.id"), index=True)
    kind: Mapped[str]  # rules.ClaimKind
    wish: Mapped[str]  # rules.Wish
    text: Mapped[str]
    picture: Mapped[str | None]  # digest; the two sides and the operator only (photos.py)
    pay_to: Mapped[str | None]  # the buyer's bank account, for who refunds
    status: Mapped[str] = mapped_column(index=True)  # rules.ClaimStatus
    version: Mapped[int] = mapped_column(default=1)
    amount: Mapped[int | None] = mapped_column(Dong)  # agreed to go back once the goods are
    payer: Mapped[str | None]  # payments.rules.Payer, agreed with the amount
    replacement_id: Mapped[int | None] = mapped_column(ForeignKey("store_orders.id"), unique=True)
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime)
    due_at: Mapped[datetime | None] = mapped_column(UTCDateTime, index=True)
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    order: Mapped[Order] = relationship(foreign_keys=order_id)
    replacement: Mapped[Order | None] = relationship(foreign_keys=replacement_id)
    lines: Mapped[list["ClaimLine"]] = relationship(back_populates="claim", order_by="ClaimLine.id")
    steps: Mapped[list["ClaimStep"]] = relationship(back_populates="claim", order_by="ClaimStep.id")
    refunds: Mapped[list["ClaimRefund"]] = relationship(order_by="ClaimRefund.refund_id")


class ClaimLine(Base):
    """Units of an order line. What became of goods that came back is decided apart, once."""

    __tablename__ = "store_claim_lines"
    __table_args__ = (
        UniqueConstraint("claim_id", "line_id"),
        CheckConstraint("quantity > 0", name="quantity_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("store_claims.id"), index=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("store_order_lines.id"), index=True)
    quantity: Mapped[int]
    fate: Mapped[str | None]  # rules.Fate
    fate_by: Mapped[str | None]
    fate_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    claim: Mapped[Claim] = relationship(back_populates="lines")
    line: Mapped[OrderLine] = relationship()


class ClaimStep(Base):
    """A change of status, by whom and in which words. Appended, never edited."""

    __tablename__ = "store_claim_steps"

    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("store_claims.id"), index=True)
    from_status: Mapped[str | None]
    to_status: Mapped[str]
    by: Mapped[str]  # orders.rules.Party
    actor_id: Mapped[int | None]
    actor_name: Mapped[str]
    words: Mapped[str | None]
    amount: Mapped[int | None] = mapped_column(Dong)
    at: Mapped[datetime] = mapped_column(UTCDateTime)

    claim: Mapped[Claim] = relationship(back_populates="steps")


class ClaimRefund(Base):
    """Which refund a claim led to."""

    __tablename__ = "store_claim_refunds"

    refund_id: Mapped[int] = mapped_column(
        ForeignKey("store_refunds.id"), primary_key=True, autoincrement=False
    )
    claim_id: Mapped[int] = mapped_column(ForeignKey("store_claims.id"), index=True)

    refund: Mapped[Refund] = relationship()


keep(ClaimStep)
keep(ClaimRefund)
