"""Public holidays as operators entered them."""

from datetime import date, datetime

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from catalog.kernel.db import Base, UTCDateTime


class Holiday(Base):
    """One day off. A wrong one is withdrawn, never deleted: promises were made with it."""

    __tablename__ = "store_holidays"
    __table_args__ = (
        Index(
            "uq_store_holidays_day",
            "day",
            unique=True,
            sqlite_where=text("withdrawn_at IS NULL"),
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date]
    name: Mapped[str]
    source: Mapped[str]
    entered_by: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
