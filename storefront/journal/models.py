"""Entries and their lines. Appended, never changed: a wrong entry is taken back by another."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.kernel.append_only import keep
from catalog.kernel.db import Base, Dong, UTCDateTime


class JournalEntry(Base):
    """One thing that happened to money. `document` names it: the same one is entered once."""

    __tablename__ = "store_journal_entries"

    id: Mapped[int] = mapped_column(primary_key=True)
    document: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str] = mapped_column(index=True)  # rules.EntryKind
    subject: Mapped[str] = mapped_column(index=True)  # an order's or a payout's number
    reverses_id: Mapped[int | None] = mapped_column(
        ForeignKey("store_journal_entries.id"), unique=True
    )
    booked_on: Mapped[date] = mapped_column(index=True)  # the day in Vietnam
    at: Mapped[datetime] = mapped_column(UTCDateTime)

    lines: Mapped[list["JournalLine"]] = relationship(
        back_populates="entry", order_by="JournalLine.id"
    )


class JournalLine(Base):
    """Đồng on one account: above zero a debit, below zero a credit."""

    __tablename__ = "store_journal_lines"
    __table_args__ = (CheckConstraint("amount <> 0", name="amount_not_zero"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("store_journal_entries.id"), index=True)
    account: Mapped[str] = mapped_column(index=True)  # rules.Account
    amount: Mapped[int] = mapped_column(Dong)
    producer_id: Mapped[int | None] = mapped_column(ForeignKey("catalog_producers.id"), index=True)
    partner: Mapped[str | None]

    entry: Mapped[JournalEntry] = relationship(back_populates="lines")


keep(JournalEntry)
keep(JournalLine)
