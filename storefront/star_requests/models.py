"""Tables of requests of stars."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.kernel.db import Base, UTCDateTime
from catalog.producers.models import Producer
from catalog.products.models import Product


class StarRequest(Base):
    """A seller says by which decision a product was recognised. Only an officer's act gives stars.

    Of one product only one waits.
    """

    __tablename__ = "store_star_requests"
    __table_args__ = (
        Index(
            "uq_store_star_requests_waiting",
            "product_id",
            unique=True,
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("catalog_products.id"), index=True)
    producer_id: Mapped[int] = mapped_column(ForeignKey("catalog_producers.id"), index=True)
    decision_number: Mapped[str]
    decided_on: Mapped[date | None]
    state: Mapped[str]  # rules.State
    asked_by: Mapped[str]
    asked_by_id: Mapped[int | None]
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime)
    answered_by: Mapped[str | None]
    answered_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    reason: Mapped[str | None]

    product: Mapped[Product] = relationship()
    producer: Mapped[Producer] = relationship()
