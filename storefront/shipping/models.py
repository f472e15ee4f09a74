"""Dated delivery rates. A seller without a row of its own uses the platform's."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from catalog.kernel.db import Base, Dong, UTCDateTime


class ShippingRate(Base):
    """From `valid_from` on, this is what a parcel of a zone costs."""

    __tablename__ = "store_shipping_rates"
    __table_args__ = (
        CheckConstraint("base_fee >= 0 AND step_fee >= 0", name="fees_not_negative"),
        CheckConstraint("base_weight_g > 0 AND step_weight_g > 0", name="weights_positive"),
        CheckConstraint("days_from >= 0 AND days_to >= days_from", name="days_in_order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    producer_id: Mapped[int | None] = mapped_column(ForeignKey("catalog_producers.id"), index=True)
    zone: Mapped[str]  # rules.Zone: "same_commune", "same_province", "country"
    base_weight_g: Mapped[int]
    base_fee: Mapped[int] = mapped_column(Dong)
    step_weight_g: Mapped[int]
    step_fee: Mapped[int] = mapped_column(Dong)
    days_from: Mapped[int]
    days_to: Mapped[int]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    source: Mapped[str]
    is_demo: Mapped[bool] = mapped_column(default=False)


class PickupPoint(Base):
    """Where buyers may fetch their goods. Closed, never edited: orders hold what was said."""

    __tablename__ = "store_pickup_points"
    __table_args__ = (CheckConstraint("days >= 0", name="days_not_negative"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    producer_id: Mapped[int] = mapped_column(ForeignKey("catalog_producers.id"), index=True)
    name: Mapped[str]
    address: Mapped[str]
    instructions: Mapped[str]
    days: Mapped[int]  # from ordering until the goods lie ready
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
