"""Stock by variant and batch. Counters and movements change in one transaction."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.kernel.db import Base, UTCDateTime
from catalog.products.models import Variant
from traceability.batches.models import Batch


class StockItem(Base):
    """Units of one variant from one batch. Free to sell: on_hand - allocated."""

    __tablename__ = "store_stock_items"
    __table_args__ = (
        UniqueConstraint("variant_id", "batch_id"),
        CheckConstraint("on_hand >= 0", name="on_hand_not_negative"),
        CheckConstraint("allocated >= 0", name="allocated_not_negative"),
        CheckConstraint("allocated <= on_hand", name="allocated_is_there"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    variant_id: Mapped[int] = mapped_column(ForeignKey("catalog_variants.id"), index=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("trace_batches.id"), index=True)
    on_hand: Mapped[int] = mapped_column(default=0)
    allocated: Mapped[int] = mapped_column(default=0)

    variant: Mapped[Variant] = relationship()
    batch: Mapped[Batch] = relationship()


class StockMovement(Base):
    """Why a counter changed. Appended, never edited; the counters are their sum."""

    __tablename__ = "store_stock_movements"

    id: Mapped[int] = mapped_column(primary_key=True)
    stock_item_id: Mapped[int] = mapped_column(ForeignKey("store_stock_items.id"), index=True)
    kind: Mapped[str]  # rules.MovementKind: "receive", "adjust", "allocate", "release", "ship"
    on_hand_change: Mapped[int]
    allocated_change: Mapped[int]
    reason: Mapped[str | None]
    document: Mapped[str | None]  # the order number, where there is one
    actor_id: Mapped[int | None]
    actor_name: Mapped[str]
    at: Mapped[datetime] = mapped_column(UTCDateTime)


class StockTap(Base):
    """One press of a thumb: what it moved of which batches, so that it can be taken back. Its key
    makes the same press, sent twice, one.
    """

    __tablename__ = "store_stock_taps"
    __table_args__ = (UniqueConstraint("variant_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    variant_id: Mapped[int] = mapped_column(ForeignKey("catalog_variants.id"))
    key: Mapped[str]
    kind: Mapped[str]  # rules.Tap
    moved: Mapped[dict[str, int]] = mapped_column(JSON)  # stock item → units
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    undone_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    @property
    def units(self) -> int:
        return sum(self.moved.values())


class Reservation(Base):
    """Units of an order that waits for its money: allocated already, and free again from
    `expires_at` on, whether or not anybody has come to take them back.
    """

    __tablename__ = "store_reservations"
    __table_args__ = (
        UniqueConstraint("document", "stock_item_id"),
        CheckConstraint("quantity > 0", name="quantity_positive"),
        Index("ix_store_reservations_held", "stock_item_id", "state", "expires_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    stock_item_id: Mapped[int] = mapped_column(ForeignKey("store_stock_items.id"))
    document: Mapped[str]  # the order's number
    quantity: Mapped[int]
    state: Mapped[str]  # rules.HoldState: "held", "kept", "let_go", "lapsed"
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime)
