"""Tables of the balance. All of them are empty until an officer enters values with a source."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.kernel.db import Base, UTCDateTime
from traceability.areas.models import Area


class YieldCap(Base):
    """The most that a hectare of a crop usually yields in a season, and who says so.

    A value is never changed: a wrong one is withdrawn, with a reason, and a new one entered.
    """

    __tablename__ = "trace_area_yields"
    __table_args__ = (CheckConstraint("kg_per_hectare > 0", name="yield_positive"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    crop: Mapped[str]
    crop_key: Mapped[str] = mapped_column(index=True)  # folded, to be met by the crop of an area
    season: Mapped[str]  # "Vụ Đông Xuân 2025–2026"
    first_day: Mapped[date]  # of the harvest
    last_day: Mapped[date]
    kg_per_hectare: Mapped[Decimal] = mapped_column(Numeric(14, 3))
    as_entered: Mapped[str]  # "65 tạ"
    source: Mapped[str]
    entered_by: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    withdrawn_by: Mapped[str | None]
    withdrawn_why: Mapped[str | None]
    is_demo: Mapped[bool] = mapped_column(default=False)


class Tolerance(Base):
    """By how many per cent claims may exceed the usual before anyone looks, from a day on."""

    __tablename__ = "trace_balance_tolerances"
    __table_args__ = (CheckConstraint("percent >= 0", name="percent_not_negative"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    percent: Mapped[int]
    since: Mapped[date]
    source: Mapped[str]
    entered_by: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)


class Remark(Base):
    """What a producer answers or an inspector concludes about an area's season. Appended only."""

    __tablename__ = "trace_balance_remarks"
    __table_args__ = (Index("ix_trace_balance_remarks_about", "area_id", "cap_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("trace_areas.id"))
    cap_id: Mapped[int] = mapped_column(ForeignKey("trace_area_yields.id"))
    kind: Mapped[str]  # rules.RemarkKind
    text: Mapped[str]
    claimed: Mapped[Decimal] = mapped_column(Numeric(14, 3))  # kg, when it was written
    entered_by: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)

    area: Mapped[Area] = relationship()
    cap: Mapped[YieldCap] = relationship()
