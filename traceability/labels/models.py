"""What was printed: jobs, and the serial numbers they gave out (as digests only)."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Numeric
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.kernel.db import Base, UTCDateTime
from traceability.batches.models import Batch


class PrintJob(Base):
    """Labels of a batch that somebody printed: how many, how, and why if something was missing.

    A job is never deleted: labels printed are held against units packed.
    """

    __tablename__ = "trace_print_jobs"
    __table_args__ = (CheckConstraint("count > 0", name="count_positive"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("trace_batches.id"), index=True)
    count: Mapped[int]
    sheet: Mapped[str]  # rules.SHEETS
    dpi: Mapped[int]
    radius: Mapped[Decimal | None] = mapped_column(Numeric(5, 1))  # of the jar, mm
    has_serials: Mapped[bool] = mapped_column(default=False)
    has_pins: Mapped[bool] = mapped_column(default=False)
    missing: Mapped[list[Any]] = mapped_column(JSON, default=list)  # keys of completeness.TOLD
    excess: Mapped[int] = mapped_column(default=0)  # labels beyond the units packed, with this job
    reason: Mapped[str | None]
    state: Mapped[str] = mapped_column(default="waiting")  # rules.JobState
    done: Mapped[int] = mapped_column(default=0)  # labels read back so far
    error: Mapped[str | None]  # "unreadable:66" or a key of labels.ERRORS
    side: Mapped[Decimal] = mapped_column(Numeric(5, 2))  # of a code as it comes out, mm
    dots: Mapped[int]  # per module
    checkpoint: Mapped[str | None]
    file: Mapped[str | None]  # empty once the file has been deleted
    actor_id: Mapped[int | None]
    actor_name: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    started_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UTCDateTime, index=True)
    released_at: Mapped[datetime | None] = mapped_column(
        UTCDateTime
    )  # its serial numbers, by the packer

    batch: Mapped[Batch] = relationship()


class Serial(Base):
    """One piece. The number itself is kept nowhere: `digest` is an HMAC of it (codes.py).

    Printed when it is here, released when its job is, checked when `checks` is not 0.
    """

    __tablename__ = "trace_serials"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[bytes] = mapped_column(unique=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("trace_batches.id"), index=True)
    print_job_id: Mapped[int] = mapped_column(ForeignKey("trace_print_jobs.id"), index=True)
    checks: Mapped[int] = mapped_column(default=0)  # since it was released
    early_checks: Mapped[int] = mapped_column(default=0)  # before
    first_checked_on: Mapped[date | None]
    last_checked_on: Mapped[date | None]
    first_province_code: Mapped[str | None]  # only where the buyer said it
    pin_digest: Mapped[bytes | None]
    pin_tries: Mapped[int] = mapped_column(default=0)  # on the day of the last try
    pin_tried_on: Mapped[date | None]
    pin_confirmed_on: Mapped[date | None]
    pin_province_code: Mapped[str | None]

    job: Mapped[PrintJob] = relationship()


class CheckCount(Base):
    """How often pieces of a batch were checked on a day, and where if the buyers said so."""

    __tablename__ = "trace_check_counts"

    day: Mapped[date] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(primary_key=True)  # rules.PieceState
    province_code: Mapped[str] = mapped_column(primary_key=True)  # "" where it was not said
    count: Mapped[int]
