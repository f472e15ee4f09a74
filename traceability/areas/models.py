"""Tables of growing areas. The public sees commune and code, never a farmer's polygon or point."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, Numeric, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.kernel.db import Base, UTCDateTime
from catalog.places.models import Commune
from catalog.producers.models import Producer
from traceability.areas.cells import Point


class Described:
    """What is known of an area beside its code. All of it may change with time."""

    name: Mapped[str]
    crop: Mapped[str]
    hectares: Mapped[Decimal | None] = mapped_column(Numeric(10, 2))
    parcels: Mapped[str | None]  # identifiers of the plots of land; officers only
    growers: Mapped[int | None]  # households that grow there
    commune_code: Mapped[str | None] = mapped_column(ForeignKey("catalog_communes.code"))
    place_text: Mapped[str | None]
    former_place: Mapped[str | None]  # as the paper names it: "xã Glar, huyện Đak Đoa"
    issuer: Mapped[str | None]


class Area(Described, Base):
    """A place goods come from. `code` is unique within its scheme and never hard-validated.

    What Described holds is the newest entry, kept here for reading; see AreaEntry.
    """

    __tablename__ = "trace_areas"
    __table_args__ = (UniqueConstraint("scheme", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    # The address of its page: /vung-trong/<slug>; the code folded, made unique.
    slug: Mapped[str] = mapped_column(unique=True)
    scheme: Mapped[str]  # rules.Scheme: "export", "domestic", "packing_house", "aquaculture" …
    code: Mapped[str]
    # The cell of 0.05 degrees its point lies in ("10.05,105.75"): all the public may be shown.
    cell: Mapped[str | None] = mapped_column(index=True)
    producer_id: Mapped[int | None] = mapped_column(ForeignKey("catalog_producers.id"), index=True)
    is_demo: Mapped[bool] = mapped_column(default=False)

    commune: Mapped[Commune | None] = relationship()
    producer: Mapped[Producer | None] = relationship()
    statuses: Mapped[list["AreaStatus"]] = relationship(
        back_populates="area", order_by="(AreaStatus.since, AreaStatus.id)"
    )
    entries: Mapped[list["AreaEntry"]] = relationship(order_by="(AreaEntry.since, AreaEntry.id)")


class AreaEntry(Described, Base):
    """What was said of an area from a day on, and when it was written down. Appended only."""

    __tablename__ = "trace_area_entries"

    id: Mapped[int] = mapped_column(primary_key=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("trace_areas.id"), index=True)
    since: Mapped[date]
    source: Mapped[str | None]
    entered_by: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)


class AreaPoint(Base):
    """Where exactly an area lies: for officers. A table apart, so no public read meets it."""

    __tablename__ = "trace_area_points"

    area_id: Mapped[int] = mapped_column(ForeignKey("trace_areas.id"), primary_key=True)
    latitude: Mapped[Decimal] = mapped_column(Numeric(8, 5))
    longitude: Mapped[Decimal] = mapped_column(Numeric(8, 5))


class AreaStatus(Base):
    """From this day on the area's code has this status. Appended, never edited.

    `since` is when it took effect, `recorded_at` when it was written down. A row that should not
    have been written stays, marked once with who says so and why; it counts no more.
    """

    __tablename__ = "trace_area_statuses"

    id: Mapped[int] = mapped_column(primary_key=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("trace_areas.id"), index=True)
    status: Mapped[str]  # rules.AreaState: "granted", "warned", "suspended", "revoked", "restored"
    since: Mapped[date]
    until: Mapped[date | None]  # the last day of a grant that names one
    source: Mapped[str | None]
    evidence: Mapped[str] = mapped_column(default="self")
    picture: Mapped[str | None]  # digest of a photo of the paper; officers only
    entered_by: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    wrong_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    wrong_by: Mapped[str | None]
    wrong_why: Mapped[str | None]

    area: Mapped[Area] = relationship(back_populates="statuses")


class AreaProposal(Described, Base):
    """An area a producer wants in the register. Nobody else sees it until an officer grants it."""

    __tablename__ = "trace_area_proposals"
    __table_args__ = (Index("ix_trace_area_proposals_state", "state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    producer_id: Mapped[int] = mapped_column(ForeignKey("catalog_producers.id"), index=True)
    scheme: Mapped[str]
    code: Mapped[str | None]
    latitude: Mapped[Decimal | None] = mapped_column(Numeric(8, 5))
    longitude: Mapped[Decimal | None] = mapped_column(Numeric(8, 5))
    granted_since: Mapped[date | None]
    source: Mapped[str | None]
    picture: Mapped[str | None]
    state: Mapped[str] = mapped_column(default="waiting")  # rules.ProposalState
    proposed_by: Mapped[str]
    proposed_at: Mapped[datetime] = mapped_column(UTCDateTime)
    decided_by: Mapped[str | None]
    decided_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    answer: Mapped[str | None]
    area_id: Mapped[int | None] = mapped_column(ForeignKey("trace_areas.id"))

    producer: Mapped[Producer] = relationship()
    commune: Mapped[Commune | None] = relationship()

    @property
    def point(self) -> Point | None:
        if self.latitude is None or self.longitude is None:
            return None
        return Point(self.latitude, self.longitude)
