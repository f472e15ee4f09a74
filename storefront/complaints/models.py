"""Complaints and every step of them."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.kernel.append_only import keep
from catalog.kernel.db import Base, UTCDateTime
from catalog.producers.models import Producer


class Complaint(Base):
    """What somebody complains of. The clocks are set when it comes in and stay."""

    __tablename__ = "store_complaints"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    form_key: Mapped[str] = mapped_column(unique=True)  # the same form twice is one complaint
    kind: Mapped[str]  # rules.ComplaintKind
    subject: Mapped[str | None]  # an order's number, a product's or producer's name, as typed
    producer_id: Mapped[int | None] = mapped_column(ForeignKey("catalog_producers.id"), index=True)
    name: Mapped[str]
    phone: Mapped[str]  # E.164
    email: Mapped[str | None]
    language: Mapped[str]
    text: Mapped[str]
    state: Mapped[str] = mapped_column(index=True)  # rules.ComplaintState
    received_at: Mapped[datetime] = mapped_column(UTCDateTime)
    acknowledge_by: Mapped[datetime] = mapped_column(UTCDateTime)
    resolve_by: Mapped[datetime] = mapped_column(UTCDateTime)
    acknowledged_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    taken_by: Mapped[str | None]
    seller_asked_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    seller_answer_by: Mapped[datetime | None] = mapped_column(UTCDateTime)
    seller_heard_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    outcome: Mapped[str | None]  # rules.Outcome
    resolved_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    producer: Mapped[Producer | None] = relationship()
    steps: Mapped[list["ComplaintStep"]] = relationship(order_by="ComplaintStep.id")


class ComplaintStep(Base):
    """What was done or said, by whom. `is_internal`: for operators only. Appended, never edited."""

    __tablename__ = "store_complaint_steps"

    id: Mapped[int] = mapped_column(primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("store_complaints.id"), index=True)
    act: Mapped[str]  # rules.Act
    by: Mapped[str]  # rules.Side
    actor_id: Mapped[int | None]
    actor_name: Mapped[str]
    words: Mapped[str | None]
    is_internal: Mapped[bool] = mapped_column(default=False)
    at: Mapped[datetime] = mapped_column(UTCDateTime)


keep(ComplaintStep)
