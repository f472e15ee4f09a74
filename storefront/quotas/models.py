"""Quotas with their counter, and the claims that make it up."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.kernel.db import Base, UTCDateTime
from catalog.products.models import Variant


class Quota(Base):
    """So many units may be promised between two moments, for these days. `taken` is the sum of
    the living claims.
    """

    __tablename__ = "store_quotas"
    __table_args__ = (
        CheckConstraint("capacity > 0", name="capacity_positive"),
        CheckConstraint("taken >= 0 AND taken <= capacity", name="taken_is_there"),
        CheckConstraint("most_per_buyer > 0", name="most_per_buyer_positive"),
        CheckConstraint("first_day <= last_day", name="days_in_order"),
        CheckConstraint("sells_from < sells_until", name="moments_in_order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]  # rules.QuotaKind
    producer_id: Mapped[int] = mapped_column(ForeignKey("catalog_producers.id"), index=True)
    capacity: Mapped[int]
    taken: Mapped[int] = mapped_column(default=0)
    most_per_buyer: Mapped[int | None]
    sells_from: Mapped[datetime] = mapped_column(UTCDateTime)
    sells_until: Mapped[datetime] = mapped_column(UTCDateTime)
    # Days of the promise: when the goods are ready to leave, or the day of the visit.
    first_day: Mapped[date]
    last_day: Mapped[date]
    starts_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # of a visit
    # Until then a buyer may call off; None: until it is packed.
    cancels_until: Mapped[datetime | None] = mapped_column(UTCDateTime)
    note: Mapped[str | None]  # what the buyer should know
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class QuotaVariant(Base):
    """What is sold of a quota: of any other variant nothing can be promised."""

    __tablename__ = "store_quota_variants"
    __table_args__ = (UniqueConstraint("quota_id", "variant_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    quota_id: Mapped[int] = mapped_column(ForeignKey("store_quotas.id"))
    variant_id: Mapped[int] = mapped_column(ForeignKey("catalog_variants.id"), index=True)

    quota: Mapped[Quota] = relationship()
    variant: Mapped[Variant] = relationship()


class QuotaClaim(Base):
    """Units of a quota that an order has. Held ones are free again from `expires_at` on, whether
    or not anybody has come to take them back.
    """

    __tablename__ = "store_quota_claims"
    __table_args__ = (
        UniqueConstraint("quota_id", "document"),
        CheckConstraint("quantity > 0", name="quantity_positive"),
        Index("ix_store_quota_claims_held", "quota_id", "state", "expires_at"),
        Index("ix_store_quota_claims_document", "document"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    quota_id: Mapped[int] = mapped_column(ForeignKey("store_quotas.id"))
    document: Mapped[str]  # the order's number
    quantity: Mapped[int]
    state: Mapped[str]  # rules.ClaimState
    expires_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    at: Mapped[datetime] = mapped_column(UTCDateTime)
