"""Recognitions. What a product's stars are on a day is derived (rules.py), never stored."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Numeric
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.kernel.db import Base, UTCDateTime
from catalog.product_sets.models import Rubric
from catalog.products.models import Product


class Recognition(Base):
    """One decision about one product, as its source gives it; unknown parts stay empty."""

    __tablename__ = "catalog_recognitions"
    __table_args__ = (CheckConstraint("stars BETWEEN 3 AND 5", name="stars_range"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("catalog_products.id"), index=True)
    rubric_id: Mapped[int | None] = mapped_column(ForeignKey("catalog_rubrics.id"))
    stars: Mapped[int | None]
    score: Mapped[Decimal | None] = mapped_column(Numeric(5, 2))
    decision_number: Mapped[str | None]
    decision_date: Mapped[date | None]
    # Where only the year is published. Filled also when decision_date is.
    year: Mapped[int | None]
    issuer_name: Mapped[str | None]
    issuer_level: Mapped[str | None]  # "district", "province", "central"
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None] = mapped_column(index=True)  # the last valid day
    # Transition of QĐ 26/2026 Đ.12.3: the re-evaluation was filed but could not meet the window.
    has_transition_grace: Mapped[bool] = mapped_column(default=False)
    evidence_grade: Mapped[str]  # rules.EvidenceGrade: "decision", "press", "proposal", "claim"
    evidence_source: Mapped[str | None]
    revoked_on: Mapped[date | None]
    revocation_decision: Mapped[str | None]
    revocation_ground: Mapped[str | None]
    register_key: Mapped[str | None] = mapped_column(unique=True)
    entered_by: Mapped[str]
    entered_at: Mapped[datetime] = mapped_column(UTCDateTime)
    is_demo: Mapped[bool] = mapped_column(default=False)

    product: Mapped[Product] = relationship()
    rubric: Mapped[Rubric | None] = relationship()


class Certificate(Base):
    """A certificate of another kind: VietGAP, organic, HACCP, ISO, food safety …"""

    __tablename__ = "catalog_certificates"

    id: Mapped[int] = mapped_column(primary_key=True)
    producer_id: Mapped[int] = mapped_column(ForeignKey("catalog_producers.id"), index=True)
    product_id: Mapped[int | None] = mapped_column(ForeignKey("catalog_products.id"), index=True)
    scheme: Mapped[str]
    number: Mapped[str | None]
    issuer: Mapped[str | None]
    issued_on: Mapped[date | None]
    expires_on: Mapped[date | None]
    scope: Mapped[str | None]
    evidence: Mapped[str] = mapped_column(default="self")  # who stands behind it: see events.rules
    entered_by: Mapped[str]
    confirmed_by: Mapped[str | None]
    is_demo: Mapped[bool] = mapped_column(default=False)
