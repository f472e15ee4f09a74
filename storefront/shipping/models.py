"""Dated rates, regions and cut-offs; where sellers deliver themselves or let goods be fetched."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from catalog.kernel.db import Base, Dong, UTCDateTime


class ShippingRate(Base):
    """From `valid_from` on, this is what a parcel of a zone and class costs.

    A seller without a row of its own uses the platform's.
    """

    __tablename__ = "store_shipping_rates"
    __table_args__ = (
        CheckConstraint("base_fee >= 0 AND step_fee >= 0", name="fees_not_negative"),
        CheckConstraint("base_weight_g > 0 AND step_weight_g > 0", name="weights_positive"),
        CheckConstraint("days_from >= 0 AND days_to >= days_from", name="days_in_order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    producer_id: Mapped[int | None] = mapped_column(ForeignKey("catalog_producers.id"), index=True)
    zone: Mapped[str]  # rules.Zone
    goods_class: Mapped[str] = mapped_column(default="dry")  # catalog.products.rules.GoodsClass
    base_weight_g: Mapped[int]
    base_fee: Mapped[int] = mapped_column(Dong)
    step_weight_g: Mapped[int]
    step_fee: Mapped[int] = mapped_column(Dong)
    most_weight_g: Mapped[int | None]  # a heavier parcel is not taken
    days_from: Mapped[int]
    days_to: Mapped[int]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    source: Mapped[str]
    is_demo: Mapped[bool] = mapped_column(default=False)


class ProvinceRegion(Base):
    """From `valid_from` on, the province belongs to this delivery region. The newest row counts."""

    __tablename__ = "store_province_regions"
    __table_args__ = (UniqueConstraint("province_code", "valid_from"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    province_code: Mapped[str] = mapped_column(ForeignKey("catalog_provinces.code"))
    region: Mapped[str]
    valid_from: Mapped[date]
    source: Mapped[str]
    entered_by: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)


class ShippingLimit(Base):
    """A cut-off for goods that spoil. Only its last day ever changes."""

    __tablename__ = "store_shipping_limits"

    id: Mapped[int] = mapped_column(primary_key=True)
    goods_class: Mapped[str]  # catalog.products.rules.GoodsClass
    kind: Mapped[str]  # rules.LimitKind
    zone: Mapped[str | None]  # rules.Zone, the farthest
    weekday: Mapped[int | None]  # Monday is 0
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    source: Mapped[str]
    entered_by: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)


class OwnDelivery(Base):
    """Where a seller delivers in person. Closed, never edited: orders hold what was said."""

    __tablename__ = "store_own_deliveries"
    __table_args__ = (
        CheckConstraint("fee >= 0", name="fee_not_negative"),
        CheckConstraint("days_from >= 0 AND days_to >= days_from", name="days_in_order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    producer_id: Mapped[int] = mapped_column(ForeignKey("catalog_producers.id"), index=True)
    province_code: Mapped[str] = mapped_column(ForeignKey("catalog_provinces.code"))
    commune_code: Mapped[str | None] = mapped_column(ForeignKey("catalog_communes.code"))
    fee: Mapped[int] = mapped_column(Dong)
    days_from: Mapped[int]
    days_to: Mapped[int]
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


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
