"""Statements as they came, and what in them does not fit."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from catalog.kernel.db import Base, Dong, UTCDateTime


class CodStatement(Base):
    """A carrier's statement. `digest` tells the same file from another under its number."""

    __tablename__ = "store_cod_statements"
    __table_args__ = (UniqueConstraint("carrier", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    carrier: Mapped[str]  # shipping.carrying.Carrier
    number: Mapped[str]
    until: Mapped[date]  # parcels delivered up to this day should stand in it
    digest: Mapped[str]
    entered_by: Mapped[str]
    entered_at: Mapped[datetime] = mapped_column(UTCDateTime)


class CodLine(Base):
    """What the carrier says it collected for one parcel. Never changed."""

    __tablename__ = "store_cod_lines"
    __table_args__ = (
        UniqueConstraint("statement_id", "line"),
        CheckConstraint("amount >= 0", name="amount_not_negative"),
        Index("ix_store_cod_lines_number", "carrier", "tracking_number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    statement_id: Mapped[int] = mapped_column(ForeignKey("store_cod_statements.id"))
    line: Mapped[int]  # of the file
    carrier: Mapped[str]
    tracking_number: Mapped[str]
    amount: Mapped[int] = mapped_column(Dong)


class CodDifference(Base):
    """What does not fit, open until somebody says how it ended."""

    __tablename__ = "store_cod_differences"
    __table_args__ = (UniqueConstraint("kind", "carrier", "tracking_number", "cause"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]  # rules.Difference
    carrier: Mapped[str]
    tracking_number: Mapped[str]
    cause: Mapped[str]  # number of the statement and line; "" for what is in no statement
    order_number: Mapped[str | None]
    expected: Mapped[int | None] = mapped_column(Dong)
    stated: Mapped[int | None] = mapped_column(Dong)
    opened_at: Mapped[datetime] = mapped_column(UTCDateTime)
    outcome: Mapped[str | None]  # rules.Outcome
    note: Mapped[str | None]
    resolved_by: Mapped[str | None]
    resolved_at: Mapped[datetime | None] = mapped_column(UTCDateTime, index=True)
