"""Tables of growing areas. The public sees commune and code, never a farmer's polygon."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Numeric, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.kernel.db import Base, UTCDateTime
from catalog.places.models import Commune
from catalog.producers.models import Producer


class Area(Base):
    """A place goods come from. `code` is unique within its scheme and never hard-validated."""

    __tablename__ = "trace_areas"
    __table_args__ = (UniqueConstraint("scheme", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    # The address of its page: /vung-trong/<slug>; the code folded, made unique.
    slug: Mapped[str] = mapped_column(unique=True)
    scheme: Mapped[str]  # rules.Scheme: "export", "domestic", "packing_house", "aquaculture" …
    code: Mapped[str]
    name: Mapped[str]
    crop: Mapped[str]
    hectares: Mapped[Decimal | None] = mapped_column(Numeric(10, 2))
    commune_code: Mapped[str | None] = mapped_column(ForeignKey("catalog_communes.code"))
    place_text: Mapped[str | None]
    issuer: Mapped[str | None]
    producer_id: Mapped[int | None] = mapped_column(ForeignKey("catalog_producers.id"), index=True)
    is_demo: Mapped[bool] = mapped_column(default=False)

    commune: Mapped[Commune | None] = relationship()
    producer: Mapped[Producer | None] = relationship()
    statuses: Mapped[list["AreaStatus"]] = relationship(
        back_populates="area", order_by="(AreaStatus.since, AreaStatus.id)"
    )


class AreaStatus(Base):
    """From this day on the area's code has this status. Appended, never edited."""

    __tablename__ = "trace_area_statuses"

    id: Mapped[int] = mapped_column(primary_key=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("trace_areas.id"), index=True)
    status: Mapped[str]  # rules.AreaState: "granted", "warned", "suspended", "revoked", "restored"
    since: Mapped[date]
    until: Mapped[date | None]  # the last day of a grant that names one
    source: Mapped[str | None]
    evidence: Mapped[str] = mapped_column(default="self")
    entered_by: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)

    area: Mapped[Area] = relationship(back_populates="statuses")
