"""What buyers ask to have on an invoice, and the number a provider gave it."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.kernel.db import Base, UTCDateTime
from storefront.orders.models import Order


class InvoiceRequest(Base):
    """One a seller's order. Serial and number come from the provider, never from us."""

    __tablename__ = "store_invoice_requests"
    __table_args__ = (
        UniqueConstraint("producer_id", "serial", "number"),
        CheckConstraint(
            "(state = 'issued') = (number IS NOT NULL)"
            " AND (number IS NULL) = (serial IS NULL)"
            " AND (number IS NULL) = (issued_on IS NULL)",
            name="number_when_issued",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("store_orders.id"), unique=True)
    producer_id: Mapped[int] = mapped_column(ForeignKey("catalog_producers.id"))
    # What the provider knows the request by: the same key again is the same invoice.
    key: Mapped[str] = mapped_column(unique=True)
    company_name: Mapped[str]
    tax_code: Mapped[str]
    address: Mapped[str]
    email: Mapped[str]
    state: Mapped[str] = mapped_column(index=True)  # rules.State
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime)
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime)
    via: Mapped[str | None]  # the provider's name, or rules.BY_HAND
    was_via: Mapped[str | None]  # a provider that had it and is not connected any more
    handed_over_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    tries: Mapped[int] = mapped_column(default=0)
    ask_at: Mapped[datetime | None] = mapped_column(UTCDateTime, index=True)
    trouble: Mapped[str | None]  # what the provider said the last time
    serial: Mapped[str | None]
    number: Mapped[str | None]
    issued_on: Mapped[date | None]
    entered_by: Mapped[str | None]
    issued_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    order: Mapped[Order] = relationship()
