"""Versions of legal texts and of who runs the market. Added, never changed, never deleted."""

from datetime import date, datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from catalog.kernel.db import Base, UTCDateTime


class LegalText(Base):
    """One version of one page in one language, from a day on."""

    __tablename__ = "store_legal_texts"
    __table_args__ = (Index("ix_store_legal_texts_page", "page", "language"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    page: Mapped[str]  # rules.Page
    language: Mapped[str]
    body: Mapped[str]
    valid_from: Mapped[date]
    source: Mapped[str]  # number of the law, the decision, the minutes
    entered_by: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)


class OperatorIdentity(Base):
    """Who runs the market, from a day on. What is empty is shown as not known."""

    __tablename__ = "store_operator_identities"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    address: Mapped[str | None]
    tax_code: Mapped[str | None]
    registration: Mapped[str | None]  # of the business: number, day, who gave it
    platform_registration: Mapped[str | None]  # of the platform, by the e-commerce law
    representative: Mapped[str | None]
    phone: Mapped[str | None]
    email: Mapped[str | None]
    data_officer: Mapped[str | None]  # who answers about personal data, and how to reach them
    valid_from: Mapped[date]
    source: Mapped[str]
    entered_by: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    is_demo: Mapped[bool] = mapped_column(default=False)
