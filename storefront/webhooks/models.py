"""Where news goes, the secrets that sign it, and what became of each piece."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.kernel.db import Base, UTCDateTime
from catalog.products.models import Variant


class WebhookEndpoint(Base):
    """A machine that is told. `producer_id` None: a partner, told of everybody's."""

    __tablename__ = "store_webhook_endpoints"

    id: Mapped[int] = mapped_column(primary_key=True)
    producer_id: Mapped[int | None] = mapped_column(ForeignKey("catalog_producers.id"), index=True)
    name: Mapped[str]
    url: Mapped[str]
    kinds: Mapped[list[str]] = mapped_column(JSON)  # rules.Kind
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    created_by: Mapped[str]
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    secrets: Mapped[list["WebhookSecret"]] = relationship(order_by="WebhookSecret.id")


class WebhookSecret(Base):
    """A key that signs, sealed under SECRET_KEY. `ends_at`: it was replaced and ends then."""

    __tablename__ = "store_webhook_secrets"

    id: Mapped[int] = mapped_column(primary_key=True)
    endpoint_id: Mapped[int] = mapped_column(ForeignKey("store_webhook_endpoints.id"), index=True)
    sealed: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    ends_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class WebhookDelivery(Base):
    """One piece of news to one machine. `body` is what is signed and sent, byte for byte."""

    __tablename__ = "store_webhook_deliveries"
    __table_args__ = (Index("ix_store_webhook_deliveries_state", "state", "created_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    endpoint_id: Mapped[int] = mapped_column(ForeignKey("store_webhook_endpoints.id"), index=True)
    event_id: Mapped[str]
    kind: Mapped[str]  # rules.Kind
    subject: Mapped[str]  # an order's number, a batch's code
    body: Mapped[str | None]
    state: Mapped[str]  # rules.State
    attempts: Mapped[int] = mapped_column(default=0)
    # Of each try: when, the status or the error.
    log: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    next_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime, index=True)

    endpoint: Mapped[WebhookEndpoint] = relationship()


class OffSaleTold(Base):
    """Other machines were told that none of this size can be ordered, and not yet that it can."""

    __tablename__ = "store_webhook_off_sale"

    variant_id: Mapped[int] = mapped_column(ForeignKey("catalog_variants.id"), primary_key=True)
    told_at: Mapped[datetime] = mapped_column(UTCDateTime)

    variant: Mapped[Variant] = relationship()
