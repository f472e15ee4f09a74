"""Visits and the tickets of those who booked. Seats and moments are the quota's."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.kernel.db import Base, UTCDateTime
from catalog.products.models import Product, Variant
from storefront.orders.models import Order
from storefront.quotas.models import Quota


class Visit(Base):
    """One tour on one day. Its prices are those of two variants: a grown-up's and a child's."""

    __tablename__ = "store_visits"
    __table_args__ = (CheckConstraint("minutes > 0", name="minutes_positive"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    quota_id: Mapped[int] = mapped_column(ForeignKey("store_quotas.id"), unique=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("catalog_products.id"), index=True)
    adult_id: Mapped[int] = mapped_column(ForeignKey("catalog_variants.id"))
    child_id: Mapped[int | None] = mapped_column(ForeignKey("catalog_variants.id"))
    minutes: Mapped[int]
    language: Mapped[str]  # rules.GuideLanguage
    meeting_place: Mapped[str]
    instructions: Mapped[str]
    opened_by: Mapped[str]
    opened_at: Mapped[datetime] = mapped_column(UTCDateTime)
    off_reason: Mapped[str | None]  # quotas.rules.PromiseReason, when it was called off
    off_words: Mapped[str | None]

    quota: Mapped[Quota] = relationship()
    product: Mapped[Product] = relationship()
    adult: Mapped[Variant] = relationship(foreign_keys=[adult_id])
    child: Mapped[Variant | None] = relationship(foreign_keys=[child_id])


class Ticket(Base):
    """What guests show at the meeting place. Its code says nothing about them."""

    __tablename__ = "store_tickets"

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("store_visits.id"), index=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("store_orders.id"), unique=True)
    code: Mapped[str] = mapped_column(unique=True)
    checked_in_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    checked_in_by: Mapped[str | None]

    visit: Mapped[Visit] = relationship()
    order: Mapped[Order] = relationship()
