"""How long somebody has. Only the last day of a row is ever changed."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from catalog.kernel.db import Base, UTCDateTime


class Deadline(Base):
    """So many hours for one thing; with `producer_id` it is that seller's own, longer promise."""

    __tablename__ = "store_deadlines"
    __table_args__ = (
        CheckConstraint("hours > 0", name="hours_positive"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="days_in_order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    what: Mapped[str] = mapped_column(index=True)  # rules.What
    kind: Mapped[str | None]  # only for claims of this kind
    shelf_life_days: Mapped[int | None]  # only for goods that keep at most so long
    producer_id: Mapped[int | None] = mapped_column(ForeignKey("catalog_producers.id"), index=True)
    hours: Mapped[int]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    source: Mapped[str]
    entered_by: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
