"""Dated duties of product sets by the document that set them, and sellers' licences."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from catalog.kernel.db import Base, UTCDateTime


class SetDuty(Base):
    """From `valid_from` on, a document asks this of a product set. Only its last day changes."""

    __tablename__ = "catalog_set_duties"
    __table_args__ = (Index("ix_catalog_set_duties_set", "rubric_number", "set_number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    # By number, not by row: the law is here before a rubric is imported.
    rubric_number: Mapped[str]
    set_number: Mapped[int]
    kind: Mapped[str]  # rules.DutyKind
    number: Mapped[int | None]
    text: Mapped[str | None]
    text_en: Mapped[str | None]
    document: Mapped[str]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    entered_by: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)


class SellerLicence(Base):
    """A licence an operator saw. A wrong or revoked one is withdrawn, never deleted."""

    __tablename__ = "catalog_seller_licences"
    __table_args__ = (CheckConstraint("valid_to >= valid_from", name="days_in_order"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    producer_id: Mapped[int] = mapped_column(ForeignKey("catalog_producers.id"), index=True)
    kind: Mapped[str]  # rules.LicenceKind
    number: Mapped[str]
    issuer: Mapped[str]
    valid_from: Mapped[date]
    valid_to: Mapped[date]
    entered_by: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    withdrawn_why: Mapped[str | None]
    is_demo: Mapped[bool] = mapped_column(default=False)
