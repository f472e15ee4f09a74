"""What became of orders. Appended, never edited."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.kernel.append_only import keep
from catalog.kernel.db import Base, Dong, UTCDateTime

if TYPE_CHECKING:
    from storefront.orders.models.orders import Order, OrderLine


class ContactChange(Base):
    """What of the buyer's name, number, street or note was corrected. Appended, never edited."""

    __tablename__ = "store_contact_changes"

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("store_order_groups.id"), index=True)
    field: Mapped[str]  # amendments.rules.Field
    old: Mapped[str | None]
    new: Mapped[str | None]
    by: Mapped[str]  # rules.Party
    actor_id: Mapped[int | None]
    actor_name: Mapped[str]
    at: Mapped[datetime] = mapped_column(UTCDateTime)


class OrderChange(Base):
    """A change of status, by whom and why. Appended, never edited."""

    __tablename__ = "store_order_changes"

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("store_orders.id"), index=True)
    from_status: Mapped[str | None]
    to_status: Mapped[str]
    by: Mapped[str]  # "buyer", "seller", "operator", "system"
    actor_id: Mapped[int | None]
    actor_name: Mapped[str]
    reason: Mapped[str | None]
    at: Mapped[datetime] = mapped_column(UTCDateTime)

    order: Mapped["Order"] = relationship(back_populates="changes")


class LineChange(Base):
    """Units of a line that were taken from another batch than promised. Appended, never edited."""

    __tablename__ = "store_order_line_changes"

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("store_orders.id"), index=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("store_order_lines.id"))
    quantity: Mapped[int]
    from_batch: Mapped[str]  # public codes
    to_batch: Mapped[str]
    actor_id: Mapped[int | None]
    actor_name: Mapped[str]
    at: Mapped[datetime] = mapped_column(UTCDateTime)

    order: Mapped["Order"] = relationship(back_populates="line_changes")


class Amendment(Base):
    """Units taken out of an open order or added to it, by whom and why. Appended, never edited."""

    __tablename__ = "store_order_amendments"
    __table_args__ = (
        UniqueConstraint("order_id", "position"),
        CheckConstraint(
            "total = items_total - discount + shipping_fee - shipping_discount",
            name="total_adds_up",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("store_orders.id"))
    position: Mapped[int]  # 1, 2 … of its order
    # The key the form carried: sending it twice is sending it once.
    key: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]  # amendments.rules.Kind
    by: Mapped[str]  # rules.Party
    actor_id: Mapped[int | None]
    actor_name: Mapped[str]
    reason: Mapped[str | None]
    # By how much the order's own amounts changed.
    items_total: Mapped[int] = mapped_column(Dong)
    discount: Mapped[int] = mapped_column(Dong)
    shipping_fee: Mapped[int] = mapped_column(Dong)
    shipping_discount: Mapped[int] = mapped_column(Dong)
    platform_discount: Mapped[int] = mapped_column(Dong)
    total: Mapped[int] = mapped_column(Dong)
    weight_g: Mapped[int]
    at: Mapped[datetime] = mapped_column(UTCDateTime)

    lines: Mapped[list["AmendedLine"]] = relationship(order_by="AmendedLine.id")


class AmendedLine(Base):
    """What an amendment did to one line. Appended, never edited."""

    __tablename__ = "store_amended_lines"
    __table_args__ = (
        UniqueConstraint("amendment_id", "line_id"),
        CheckConstraint("quantity <> 0", name="quantity_not_zero"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    amendment_id: Mapped[int] = mapped_column(ForeignKey("store_order_amendments.id"))
    line_id: Mapped[int] = mapped_column(ForeignKey("store_order_lines.id"))
    quantity: Mapped[int]  # below zero: taken out
    amount: Mapped[int] = mapped_column(Dong)

    line: Mapped["OrderLine"] = relationship()


keep(Amendment)
keep(AmendedLine)
