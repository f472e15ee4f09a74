"""Counts and reports. No address, no device, no place of a person is kept."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.kernel.db import Base, UTCDateTime
from traceability.batches.models import Batch


class ScanCount(Base):
    """How often a batch's page was opened on a day in Vietnam."""

    __tablename__ = "trace_scan_counts"

    day: Mapped[date] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]


class ProblemReport(Base):
    """What a buyer says is wrong with a pack. `contact` only if the buyer gives it."""

    __tablename__ = "trace_problem_reports"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    code: Mapped[str]  # as scanned or typed, also when no such batch exists
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("trace_batches.id"), index=True)
    kind: Mapped[str]  # rules.ProblemKind
    text: Mapped[str]
    contact: Mapped[str | None]
    picture: Mapped[str | None]  # digest of a photo; staff only (photos.py)
    state: Mapped[str] = mapped_column(default="open")  # rules.CaseState
    taken_by: Mapped[str | None]
    taken_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    outcome: Mapped[str | None]  # rules.Outcome
    answer: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    batch: Mapped[Batch | None] = relationship()
