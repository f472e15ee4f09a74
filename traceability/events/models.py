"""Append-only events in the shape of EPCIS 2.0, and the edges derived from them."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Numeric
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
    step: Mapped[str | None]  # what is done in words of yields: "roast"; see YieldCap
    started_on: Mapped[date]
    ended_on: Mapped[date]
    # When it was done by the phone's clock put right, where it waited there for a signal.
    acted_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    place: Mapped[str | None]
    commune_code: Mapped[str | None] = mapped_column(ForeignKey("catalog_communes.code"))
    producer_id: Mapped[int | None] = mapped_column(ForeignKey("catalog_producers.id"), index=True)
    # One step back or forward: who goods came from or went to, and which producer that is here.
    partner: Mapped[str | None]
    partner_id: Mapped[int | None] = mapped_column(ForeignKey("catalog_producers.id"))
    note: Mapped[str | None]
    entered_by: Mapped[str]
    actor_id: Mapped[int | None]
    evidence: Mapped[str]  # rules.Evidence: "self", "document", "countersigned", "laboratory"
    confirmed_by: Mapped[str | None]
    confirmed_on: Mapped[date | None]
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("trace_events.id"))
    is_demo: Mapped[bool] = mapped_column(default=False)

    producer: Mapped[Producer | None] = relationship(foreign_keys=producer_id)
    flows: Mapped[list["EventFlow"]] = relationship(back_populates="event", order_by="EventFlow.id")
    areas: Mapped[list["EventArea"]] = relationship(back_populates="event", order_by="EventArea.id")


class EventFlow(Base):
    """How much of a batch an event took in or gave out."""

    __tablename__ = "trace_event_flows"
    __table_args__ = (
        # Only a count may find that nothing is left.
        CheckConstraint(
            "quantity > 0 OR (quantity = 0 AND direction = 'counted')", name="quantity_positive"
        ),
        CheckConstraint("direction IN ('in', 'out', 'seen', 'counted')", name="direction"),
        Index("ix_trace_event_flows_batch", "batch_id", "direction"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("trace_events.id"), index=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("trace_batches.id"))
    direction: Mapped[str]  # "seen": a test or inspection that changes nothing
    quantity: Mapped[Decimal] = mapped_column(Numeric(14, 3))
    unit: Mapped[str]
    as_entered: Mapped[str | None]  # "12 tạ"
    # Of a count: what was found less what the book said when the count was entered.
    difference: Mapped[Decimal | None] = mapped_column(Numeric(14, 3))

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
    accreditation: Mapped[str | None]
    sampling: Mapped[str | None]  # how the sample was taken, so what it speaks for
    evidence: Mapped[str]


class EventError(Base):
    """A declaration that an event was recorded wrongly. The event stays and counts no more.

    After EPCIS 2.0: the corrective event, if there is one, names the wrong one (corrects_id).
    """

    __tablename__ = "trace_event_errors"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("trace_events.id"), unique=True)
    kind: Mapped[str]  # rules.ErrorKind: "incorrect_data", "did_not_occur"
    reason: Mapped[str]
    declared_by: Mapped[str]
    actor_id: Mapped[int | None]
    declared_at: Mapped[datetime] = mapped_column(UTCDateTime)


class EventPicture(Base):
    """A photo of an event; the digest names its files (kernel/files)."""

    __tablename__ = "trace_event_pictures"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("trace_events.id"), index=True)
    digest: Mapped[str]
    width: Mapped[int]
    height: Mapped[int]
    colour: Mapped[str]
    added_by: Mapped[str]
    added_at: Mapped[datetime] = mapped_column(UTCDateTime)


class YieldCap(Base):
    """From `since` on a step gives at most `most` of one unit for each of another: dated data."""

    __tablename__ = "trace_yield_caps"
    __table_args__ = (CheckConstraint("most > 0", name="most_positive"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    step: Mapped[str] = mapped_column(index=True)  # "roast"
    name: Mapped[str]  # "Rang cà phê"
    input_unit: Mapped[str]
    output_unit: Mapped[str]
    most: Mapped[Decimal] = mapped_column(Numeric(10, 4))
    since: Mapped[date]
    until: Mapped[date | None]
    source: Mapped[str]
    entered_by: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    is_demo: Mapped[bool] = mapped_column(default=False)


class YieldRequest(Base):
    """An event that gives more than its step can, waiting for a second person."""

    __tablename__ = "trace_yield_requests"

    id: Mapped[int] = mapped_column(primary_key=True)
    producer_id: Mapped[int] = mapped_column(ForeignKey("catalog_producers.id"), index=True)
    draft: Mapped[dict[str, Any]] = mapped_column(JSON)
    reason: Mapped[str]
    found: Mapped[Decimal] = mapped_column(Numeric(14, 4))
    most: Mapped[Decimal] = mapped_column(Numeric(10, 4))
    asked_by: Mapped[str]
    asked_by_id: Mapped[int]
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime)
    decision: Mapped[str | None]  # "confirmed", "refused"; None while it waits
    decided_by: Mapped[str | None]
    decided_by_id: Mapped[int | None]
    decided_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    note: Mapped[str | None]
    event_id: Mapped[int | None] = mapped_column(ForeignKey("trace_events.id"))


class EventOverride(Base):
    """An event that was recorded beyond its step's yield: why, and who else stands behind it."""

    __tablename__ = "trace_event_overrides"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("trace_events.id"), unique=True)
    found: Mapped[Decimal] = mapped_column(Numeric(14, 4))
    most: Mapped[Decimal] = mapped_column(Numeric(10, 4))
    reason: Mapped[str]
    confirmed_by: Mapped[str]
    confirmed_by_id: Mapped[int]
    confirmed_at: Mapped[datetime] = mapped_column(UTCDateTime)
