"""Orders of other floors: what left the house, from which batch. No buyer and no money."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.kernel.db import Base, UTCDateTime
from storefront.inventory.models import StockItem


class OutsideSale(Base):
    """An order of another floor, by that floor's number; each once. Never changed: what was
    entered by mistake is taken back, and may be entered anew.
    """

    __tablename__ = "store_outside_sales"
    __table_args__ = (
        Index(
            "uq_store_outside_sales_living",
            *("producer_id", "floor_key", "number"),
            unique=True,
            sqlite_where=text("taken_back_at IS NULL"),
            postgresql_where=text("taken_back_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    producer_id: Mapped[int] = mapped_column(ForeignKey("catalog_producers.id"))
    floor: Mapped[str]  # as it is called
    floor_key: Mapped[str]  # the same, folded
    number: Mapped[str]
    sold_on: Mapped[date]
    entered_by: Mapped[str]
    entered_at: Mapped[datetime] = mapped_column(UTCDateTime)
    is_demo: Mapped[bool] = mapped_column(default=False)
    taken_back_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    taken_back_by: Mapped[str | None]

    lines: Mapped[list["OutsideLine"]] = relationship(
        order_by="OutsideLine.id", back_populates="sale"
    )


class OutsideLine(Base):
    """Units of one batch that left with such an order."""

    __tablename__ = "store_outside_lines"
    __table_args__ = (CheckConstraint("quantity > 0", name="quantity_positive"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sale_id: Mapped[int] = mapped_column(ForeignKey("store_outside_sales.id"), index=True)
    stock_item_id: Mapped[int] = mapped_column(ForeignKey("store_stock_items.id"), index=True)
    quantity: Mapped[int]

    sale: Mapped[OutsideSale] = relationship(back_populates="lines")
    stock_item: Mapped[StockItem] = relationship()


class FloorLayout(Base):
    """Which column of a floor's file is which of ours, as the seller said; the newest counts."""

    __tablename__ = "store_floor_layouts"
    __table_args__ = (UniqueConstraint("producer_id", "floor_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    producer_id: Mapped[int] = mapped_column(ForeignKey("catalog_producers.id"))
    floor_key: Mapped[str]
    columns: Mapped[dict[str, str]] = mapped_column(JSON)
    saved_by: Mapped[str]
    saved_at: Mapped[datetime] = mapped_column(UTCDateTime)
