"""Closures of shops and pauses of goods. Ended early, never deleted."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.kernel.db import Base, UTCDateTime
from catalog.producers.models import Producer
from catalog.products.models import Variant


class Closure(Base):
    """A shop takes no orders from one day to another. A producer has at most one that counts:
    whoever closes ends the one before, holding the producer's row.
    """

    __tablename__ = "store_closures"
    __table_args__ = (CheckConstraint("from_day <= to_day", name="days_in_order"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    producer_id: Mapped[int] = mapped_column(ForeignKey("catalog_producers.id"), index=True)
    from_day: Mapped[date]
    to_day: Mapped[date | None]  # the last day off; None: until further notice
    words: Mapped[str | None]  # what buyers read beside it
    closed_by: Mapped[str]
    closed_at: Mapped[datetime] = mapped_column(UTCDateTime)
    ended_by: Mapped[str | None]
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # opened before its time

    producer: Mapped[Producer] = relationship()


class Pause(Base):
    """One of the goods is not sold from stock until `back_on`. At most one counts, as above."""

    __tablename__ = "store_pauses"

    id: Mapped[int] = mapped_column(primary_key=True)
    variant_id: Mapped[int] = mapped_column(ForeignKey("catalog_variants.id"), index=True)
    back_on: Mapped[date]
    paused_by: Mapped[str]
    paused_at: Mapped[datetime] = mapped_column(UTCDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    variant: Mapped[Variant] = relationship()
