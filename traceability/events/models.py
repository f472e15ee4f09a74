"""Append-only events in the shape of EPCIS 2.0, and the edges derived from them."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.kernel.db import Base, UTCDateTime
from catalog.producers.models import Producer
from traceability.areas.models import Area
from traceability.batches.models import Batch


class Event(Base):
    """One act: what went in, what came out, where, when, who says so, who confirmed it."""

    __tablename__ = "trace_events"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]  # rules.EventKind: "harvest", "process", "pack", "test", "inspect" …
    title: Mapped[str | None]  # the producer's words: "Phơi và rang"
    started_on: Mapped[date]
    ended_on: Mapped[date]
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    place: Mapped[str | None]
    commune_code: Mapped[str | None] = mapped_column(ForeignKey("catalog_communes.code"))
    producer_id: Mapped[int | None] = mapped_column(ForeignKey("catalog_producers.id"))
    note: Mapped[str | None]
    entered_by: Mapped[str]
    actor_id: Mapped[int | None]
    evidence: Mapped[str]  # rules.Evidence: "self", "document", "countersigned", "laboratory"
    confirmed_by: Mapped[str | None]
    confirmed_on: Mapped[date | None]
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("trace_events.id"))
    is_demo: Mapped[bool] = mapped_column(default=False)

    producer: Mapped[Producer | None] = relationship()
    flows: Mapped[list["EventFlow"]] = relationship(back_populates="event", order_by="EventFlow.id")
    areas: Mapped[list["EventArea"]] = relationship(back_populates="event", order_by="EventArea.id")


class EventFlow(Base):
    """How much of a batch an event took in or gave out."""

    __tablename__ = "trace_event_flows"
    __table_args__ = (
        CheckConstraint("quantity > 0", name="quantity_positive"),
        CheckConstraint("direction IN ('in', 'out', 'seen')", name="direction"),
        Index("ix_trace_event_flows_batch", "batch_id", "direction"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("trace_events.id"), index=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("trace_batches.id"))
    direction: Mapped[str]  # "seen": a test or inspection that changes nothing
    quantity: Mapped[Decimal] = mapped_column(Numeric(14, 3))
    unit: Mapped[str]
    as_entered: Mapped[str | None]  # "12 tạ"

    event: Mapped[Event] = relationship(back_populates="flows")
    batch: Mapped[Batch] = relationship()


class EventArea(Base):
    """How much of a harvested batch came from which growing area (many to many)."""

    __tablename__ = "trace_event_areas"
    __table_args__ = (CheckConstraint("quantity > 0", name="quantity_positive"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("trace_events.id"), index=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("trace_batches.id"), index=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("trace_areas.id"), index=True)
    quantity: Mapped[Decimal] = mapped_column(Numeric(14, 3))
    unit: Mapped[str]

    event: Mapped[Event] = relationship(back_populates="areas")
    area: Mapped[Area] = relationship()


class Edge(Base):
    """Derived: this much of `source` went into `target`. Rebuilt from the events at any time."""

    __tablename__ = "trace_edges"
    __table_args__ = (Index("ix_trace_edges_target", "target_id"),)

    source_id: Mapped[int] = mapped_column(ForeignKey("trace_batches.id"), primary_key=True)
    target_id: Mapped[int] = mapped_column(ForeignKey("trace_batches.id"), primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("trace_events.id"), primary_key=True)
    quantity: Mapped[Decimal] = mapped_column(Numeric(14, 3))
    unit: Mapped[str]


class TestResult(Base):
    """One measured value of a batch, with its limit and who measured it."""

    __test__ = False  # not a test class, whatever pytest thinks of its name
    __tablename__ = "trace_test_results"

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("trace_batches.id"), index=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("trace_events.id"))
    analyte: Mapped[str]
    value: Mapped[str]  # as the report prints it: "1,2", "< 0,5", "không phát hiện"
    unit: Mapped[str | None]
    limit: Mapped[str | None]
    is_within_limit: Mapped[bool | None]
    standard: Mapped[str | None]
    laboratory: Mapped[str]
    report_number: Mapped[str | None]
    sampled_on: Mapped[date | None]
    evidence: Mapped[str]
