"""Consents, how long data is kept, and requests to delete it."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from catalog.kernel.db import Base, UTCDateTime


class Consent(Base):
    """Somebody agreed to a purpose, by which version of the text, and until when.

    The number is kept as a digest under SECRET_KEY: enough to find it for who shows the number.
    """

    __tablename__ = "store_consents"
    __table_args__ = (UniqueConstraint("phone_digest", "purpose", "reference"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    phone_digest: Mapped[str] = mapped_column(index=True)
    purpose: Mapped[str]  # rules.Purpose
    version: Mapped[str]  # of the privacy text: its number and first day, or "sample"
    reference: Mapped[str]  # the purchase it was given with, or the moment
    given_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class RetentionRule(Base):
    """How many days something is kept, from a day on. Added, never changed."""

    __tablename__ = "store_retention_rules"
    __table_args__ = (CheckConstraint("days > 0", name="days_positive"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    what: Mapped[str]  # rules.Kept
    days: Mapped[int]
    valid_from: Mapped[date]
    source: Mapped[str]
    entered_by: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)


class ErasureRequest(Base):
    """Somebody who showed the number wants to be forgotten. The number goes when it is done."""

    __tablename__ = "store_erasure_requests"

    id: Mapped[int] = mapped_column(primary_key=True)
    phone: Mapped[str | None] = mapped_column(index=True)
    state: Mapped[str] = mapped_column(index=True)  # rules.RequestState
    opened_at: Mapped[datetime] = mapped_column(UTCDateTime)
    answer_by: Mapped[datetime] = mapped_column(UTCDateTime)
    done_by: Mapped[datetime] = mapped_column(UTCDateTime)
    decided_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    decided_by: Mapped[str | None]
    note: Mapped[str | None]  # why it was refused
    done_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    result: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
