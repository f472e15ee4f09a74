"""Parcels of orders, and what carriers say of them."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.kernel.db import Base, UTCDateTime

if TYPE_CHECKING:
    from storefront.orders.models.orders import Order


class Parcel(Base):
    """What was packed for an order. `code` cannot be guessed: it opens a public page."""

    __tablename__ = "store_parcels"
    __table_args__ = (UniqueConstraint("carrier", "tracking_number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("store_orders.id"), unique=True)
    code: Mapped[str] = mapped_column(unique=True)
    opened_at: Mapped[datetime] = mapped_column(UTCDateTime)
    # Given at hand-over, where a carrier takes the parcel.
    carrier: Mapped[str | None]  # shipping.carrying.Carrier
    tracking_number: Mapped[str | None]
    inspection: Mapped[str | None]  # what the buyer may do before paying, where agreed
    # How far the carrier says it is; moves only forward, in kind and in time.
    track_state: Mapped[str | None]  # shipping.carrying.TrackState
    track_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    order: Mapped["Order"] = relationship(back_populates="parcel")
    events: Mapped[list["ParcelEvent"]] = relationship(order_by="ParcelEvent.at, ParcelEvent.id")


class ParcelEvent(Base):
    """What a carrier says happened to a parcel. Appended, never edited."""

    __tablename__ = "store_parcel_events"
    __table_args__ = (UniqueConstraint("parcel_id", "state", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    parcel_id: Mapped[int] = mapped_column(ForeignKey("store_parcels.id"))
    state: Mapped[str]  # shipping.carrying.TrackState
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    place: Mapped[str | None]
    reason: Mapped[str | None]  # rules.ReturnReason, why it was not taken
    entered_by: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
