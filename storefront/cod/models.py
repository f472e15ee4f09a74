"""The dated rules of cash on delivery, and pauses that were lifted."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from catalog.kernel.db import Base, Dong, UTCDateTime


class CodRule(Base):
    """A rule and what it follows from. Closed, never edited. Columns: rules.Rule."""

    __tablename__ = "store_cod_rules"
    __table_args__ = (
        CheckConstraint("amount >= 0", name="amount_not_negative"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="days_in_order"),
        CheckConstraint(
            "kind <> 'pause' OR (refusals > 0 AND within_days > 0 AND pause_days > 0)",
            name="pause_is_whole",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]  # rules.RuleKind
    scope: Mapped[str]  # rules.Scope
    scope_value: Mapped[str | None]
    amount: Mapped[int] = mapped_column(Dong)
    only_first: Mapped[bool]
    refusals: Mapped[int]
    within_days: Mapped[int]
    pause_days: Mapped[int]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    source: Mapped[str]
    entered_by: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    is_demo: Mapped[bool] = mapped_column(default=False)


class CodLift(Base):
    """An operator let a number pay on delivery again: refusals before do not count any more."""

    __tablename__ = "store_cod_lifts"

    id: Mapped[int] = mapped_column(primary_key=True)
    phone: Mapped[str] = mapped_column(index=True)
    reason: Mapped[str]
    lifted_by: Mapped[str]
    lifted_at: Mapped[datetime] = mapped_column(UTCDateTime)
