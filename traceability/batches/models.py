"""Tables of batches. A batch is never deleted: a printed code never dies."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Numeric, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.kernel.db import Base, UTCDateTime
from catalog.producers.models import Producer
from catalog.products.models import Product


class Batch(Base):
    """Goods that share their history: a harvest, an intermediate lot, or packed units.

    `code` is the platform's public code, unique here, with a check character;
    `producer_text` is the producer's own batch text, unique for its product (AI 10).
    A harvest or intermediate lot may have no product, only `material`.
    """

    __tablename__ = "trace_batches"
    __table_args__ = (
        UniqueConstraint("product_id", "producer_text"),
        CheckConstraint("quantity > 0", name="quantity_positive"),
        CheckConstraint("piece_amount > 0", name="piece_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    producer_text: Mapped[str | None]
    kind: Mapped[str]  # rules.BatchKind: "harvest", "intermediate", "packed"
    producer_id: Mapped[int] = mapped_column(ForeignKey("catalog_producers.id"), index=True)
    product_id: Mapped[int | None] = mapped_column(ForeignKey("catalog_products.id"), index=True)
    material: Mapped[str | None]
    quantity: Mapped[Decimal] = mapped_column(Numeric(14, 3))
    unit: Mapped[str]  # "kg", "l", "piece"
    unit_name: Mapped[str | None]  # as entered: "gói 500 g"
    # What one piece holds, where that is known: 0.5 kg.
    piece_amount: Mapped[Decimal | None] = mapped_column(Numeric(14, 3))
    piece_unit: Mapped[str | None]
    custody_model: Mapped[str | None]  # rules.CustodyModel, as the producer declares it
    made_on: Mapped[date | None]
    packed_on: Mapped[date | None]
    best_before: Mapped[date | None]
    released_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    recall_state: Mapped[str] = mapped_column(default="normal")  # recalls.rules.RecallState
    is_demo: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)

    producer: Mapped[Producer] = relationship()
    product: Mapped[Product | None] = relationship()
