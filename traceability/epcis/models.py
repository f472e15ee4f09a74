"""What was captured: which events came in which document, under which identity."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from catalog.kernel.db import Base, UTCDateTime


class Capture(Base):
    """One document that was taken in whole; refused ones leave nothing behind."""

    __tablename__ = "trace_epcis_captures"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)  # random: the captureID of the REST binding
    actor_id: Mapped[int | None] = mapped_column(index=True)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    received: Mapped[int]  # events in the document
    recorded: Mapped[int]  # of these new ones


class CapturedEvent(Base):
    """The identity under which one of our events came from elsewhere."""

    __tablename__ = "trace_epcis_events"
    __table_args__ = (UniqueConstraint("producer_id", "hash"),)

    event_id: Mapped[int] = mapped_column(ForeignKey("trace_events.id"), primary_key=True)
    capture_id: Mapped[int] = mapped_column(ForeignKey("trace_epcis_captures.id"), index=True)
    producer_id: Mapped[int] = mapped_column(ForeignKey("catalog_producers.id"))
    hash: Mapped[str]  # hashing.event_id of the event as it came
    source_id: Mapped[str | None] = mapped_column(index=True)  # its eventID, if it had one
