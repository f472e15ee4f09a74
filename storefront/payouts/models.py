"""Sellers' bank accounts, batches of payouts, and which journal lines each payout settles."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.kernel.append_only import keep
from catalog.kernel.db import Base, Dong, UTCDateTime
from catalog.producers.models import Producer
from storefront.journal.models import JournalLine


class SellerAccount(Base):
    """Where a seller wants to be paid. A change is a new row; only the newest is ever used."""

    __tablename__ = "store_seller_accounts"

    id: Mapped[int] = mapped_column(primary_key=True)
    producer_id: Mapped[int] = mapped_column(ForeignKey("catalog_producers.id"), index=True)
    bank_bin: Mapped[str]
    bank_name: Mapped[str]
    account: Mapped[str]
    holder: Mapped[str]
    entered_by: Mapped[str]
    entered_at: Mapped[datetime] = mapped_column(UTCDateTime)
    usable_from: Mapped[datetime] = mapped_column(UTCDateTime)
    verified_by: Mapped[str | None]
    verified_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    producer: Mapped[Producer] = relationship()


class PayoutBatch(Base):
    """Payouts ordered at the bank by one file. `key` is that of the form: sent twice, made once."""

    __tablename__ = "store_payout_batches"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    key: Mapped[str] = mapped_column(unique=True)
    until: Mapped[date]
    made_by: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
    exported_by: Mapped[str | None]
    exported_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    payouts: Mapped[list["Payout"]] = relationship(back_populates="batch", order_by="Payout.id")


class Payout(Base):
    """One transfer to one seller. Account and amount are what was ordered; they never change."""

    __tablename__ = "store_payouts"
    __table_args__ = (CheckConstraint("amount > 0", name="amount_positive"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)  # the batch's number and "-1", "-2" …
    batch_id: Mapped[int] = mapped_column(ForeignKey("store_payout_batches.id"), index=True)
    producer_id: Mapped[int] = mapped_column(ForeignKey("catalog_producers.id"), index=True)
    bank_bin: Mapped[str]
    bank_name: Mapped[str]
    account: Mapped[str]
    holder: Mapped[str]
    amount: Mapped[int] = mapped_column(Dong)
    state: Mapped[str]  # rules.PayoutState
    closed_by: Mapped[str | None]
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    bank_reference: Mapped[str | None]
    failure: Mapped[str | None]

    batch: Mapped[PayoutBatch] = relationship(back_populates="payouts")
    producer: Mapped[Producer] = relationship()


class PayoutLine(Base):
    """A journal line of what is owed to a seller, settled by a payout: once, by its primary key.

    The lines of a payout, with the one it made itself, add up to zero.
    """

    __tablename__ = "store_payout_lines"

    journal_line_id: Mapped[int] = mapped_column(
        ForeignKey("store_journal_lines.id"), primary_key=True, autoincrement=False
    )
    payout_id: Mapped[int] = mapped_column(ForeignKey("store_payouts.id"), index=True)

    line: Mapped[JournalLine] = relationship()


keep(PayoutLine)
