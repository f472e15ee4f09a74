"""Each time a carrier was called for a parcel, stored before the call."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.kernel.db import Base, Dong, UTCDateTime
from storefront.orders.models import Order

_OPEN = "state IN ('started', 'booked', 'cancelling')"


class Booking(Base):
    """One call. `key` makes asking again the same call; one of an order is open at a time."""

    __tablename__ = "store_bookings"
    __table_args__ = (
        CheckConstraint("cash >= 0 AND weight_g > 0", name="amounts_possible"),
        Index(
            "uq_store_bookings_open",
            "order_id",
            unique=True,
            sqlite_where=text(_OPEN),
            postgresql_where=text(_OPEN),
        ),
        Index("ix_store_bookings_asking", "state", "ask_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("store_orders.id"), index=True)
    carrier: Mapped[str]  # shipping.carrying.Carrier
    key: Mapped[str] = mapped_column(unique=True)
    state: Mapped[str]  # rules.BookingState
    weight_g: Mapped[int]
    cash: Mapped[int] = mapped_column(Dong)
    inspection: Mapped[str]  # rules.Inspection
    number: Mapped[str | None]
    fee: Mapped[int | None] = mapped_column(Dong)
    tries: Mapped[int] = mapped_column(default=0)
    ask_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    said: Mapped[str | None]  # why not, in the carrier's or our words
    entered_by: Mapped[str]
    actor_id: Mapped[int | None]
    started_at: Mapped[datetime] = mapped_column(UTCDateTime)
    answered_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    order: Mapped[Order] = relationship()
