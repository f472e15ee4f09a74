"""What is asked of sellers, how far each shop is, and who claims a producer of the register."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.kernel.db import Base, UTCDateTime
from catalog.producers.models import Producer
from storefront.accounts.models import Account


class SellerRequirement(Base):
    """One thing asked of a seller while its dates hold. Closed with a day, never changed."""

    __tablename__ = "store_seller_requirements"

    id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int]
    name: Mapped[str]
    hint: Mapped[str] = mapped_column(default="")
    kind: Mapped[str]  # rules.Kind
    check: Mapped[str | None]  # rules.Check, for computed ones
    forms: Mapped[str] = mapped_column(default="")  # legal forms with spaces between; empty: all
    is_waivable: Mapped[bool]
    document: Mapped[str]  # what wants it
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    entered_by: Mapped[str]


class ShopApplication(Base):
    """A producer on its way to selling, and what was decided last. History: the audit log."""

    __tablename__ = "store_shop_applications"

    id: Mapped[int] = mapped_column(primary_key=True)
    producer_id: Mapped[int] = mapped_column(ForeignKey("catalog_producers.id"), unique=True)
    state: Mapped[str] = mapped_column(index=True)  # rules.ShopState
    opened_at: Mapped[datetime] = mapped_column(UTCDateTime)
    submitted_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    decided_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    decided_by: Mapped[str | None]
    reason: Mapped[str | None]

    producer: Mapped[Producer] = relationship()


class RequirementAnswer(Base):
    """What a seller or an officer said of one requirement for one shop; the last word counts."""

    __tablename__ = "store_requirement_answers"
    __table_args__ = (UniqueConstraint("application_id", "requirement_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("store_shop_applications.id"))
    requirement_id: Mapped[int] = mapped_column(ForeignKey("store_seller_requirements.id"))
    status: Mapped[str]  # rules.Status: "met" or "waived"
    note: Mapped[str | None]
    by: Mapped[str]
    at: Mapped[datetime] = mapped_column(UTCDateTime)


class ProducerClaim(Base):
    """A person says: this producer of the register is ours. Only an officer's yes counts."""

    __tablename__ = "store_producer_claims"

    id: Mapped[int] = mapped_column(primary_key=True)
    producer_id: Mapped[int] = mapped_column(ForeignKey("catalog_producers.id"), index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("store_accounts.id"), index=True)
    note: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
    answered_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    answered_by: Mapped[str | None]
    is_granted: Mapped[bool | None]
    reason: Mapped[str | None]

    producer: Mapped[Producer] = relationship()
    account: Mapped[Account] = relationship()
