"""One seller's part of a purchase, its lines, and what was taken off them."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.kernel.append_only import keep
from catalog.kernel.db import Base, Dong, UTCDateTime
from catalog.producers.models import Producer
from catalog.products.models import Variant
from storefront.combos.models import ComboSale
from storefront.inventory.models import StockItem
from storefront.orders import rules
from storefront.orders.models.changes import Amendment, LineChange, OrderChange
from storefront.orders.models.parcels import Parcel
from storefront.orders.models.purchases import OrderGroup, Recipient
from storefront.quotas.models import Quota
from storefront.shipping.destinations import Destination, destination_of
from traceability.batches.models import Batch


class Order(Base):
    """One seller's part of a purchase. `version` rises with every change of status.

    Off what the goods (`items_total`) and their delivery cost go `discount` and
    `shipping_discount`; of both together the platform pays `platform_discount` to the seller.
    """

    __tablename__ = "store_orders"
    __table_args__ = (
        CheckConstraint("items_total >= 0 AND shipping_fee >= 0", name="amounts_not_negative"),
        CheckConstraint(
            "total = items_total - discount + shipping_fee - shipping_discount",
            name="total_adds_up",
        ),
        CheckConstraint(
            "discount BETWEEN 0 AND items_total AND shipping_discount BETWEEN 0 AND shipping_fee"
            " AND platform_discount BETWEEN 0 AND discount + shipping_discount",
            name="discounts_possible",
        ),
        Index("ix_store_orders_seller", "producer_id", "status"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("store_order_groups.id"), index=True)
    number: Mapped[str] = mapped_column(unique=True)  # the group's number and "-1", "-2" …
    producer_id: Mapped[int] = mapped_column(ForeignKey("catalog_producers.id"))
    seller_name: Mapped[str]
    seller_place: Mapped[str | None]
    seller_phone: Mapped[str | None]
    status: Mapped[str]  # rules.OrderStatus
    version: Mapped[int] = mapped_column(default=1)
    items_total: Mapped[int] = mapped_column(Dong)
    shipping_fee: Mapped[int] = mapped_column(Dong)
    discount: Mapped[int] = mapped_column(Dong, default=0)
    shipping_discount: Mapped[int] = mapped_column(Dong, default=0)
    platform_discount: Mapped[int] = mapped_column(Dong, default=0)
    total: Mapped[int] = mapped_column(Dong)
    weight_g: Mapped[int]
    promised_from: Mapped[date]
    promised_to: Mapped[date]
    kind: Mapped[str] = mapped_column(default="goods")  # rules.OrderKind
    pickup: Mapped[str | None]  # where the buyer fetches the goods, as it was said
    # Who gets the parcel, where it is not simply the buyer of the group.
    recipient_id: Mapped[int | None] = mapped_column(ForeignKey("store_recipients.id"), index=True)
    # How it travels: the most delicate class in it, the first day it may leave, by whom.
    goods_class: Mapped[str] = mapped_column(default="dry")
    leaves_on: Mapped[date | None]
    is_own_delivery: Mapped[bool] = mapped_column(default=False)
    min_age: Mapped[int | None]  # of who takes the parcel
    # Of a combo: whose it is, what this seller pays the packer, when its goods came to the packer.
    combo_sale_id: Mapped[int | None] = mapped_column(
        ForeignKey("store_combo_sales.id"), index=True
    )
    packing_fee: Mapped[int] = mapped_column(Dong, default=0)
    at_packer_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    group: Mapped[OrderGroup] = relationship(back_populates="orders")
    recipient: Mapped[Recipient | None] = relationship()
    combo_sale: Mapped[ComboSale | None] = relationship()
    producer: Mapped[Producer] = relationship()
    lines: Mapped[list["OrderLine"]] = relationship(
        back_populates="order",
        order_by="OrderLine.id",
        primaryjoin="(Order.id == OrderLine.order_id) & (OrderLine.quantity > 0)",
    )
    changes: Mapped[list[OrderChange]] = relationship(
        back_populates="order", order_by="OrderChange.id"
    )
    parcel: Mapped[Parcel | None] = relationship(back_populates="order")
    line_changes: Mapped[list[LineChange]] = relationship(
        back_populates="order", order_by="LineChange.id"
    )
    discounts: Mapped[list["OrderDiscount"]] = relationship(order_by="OrderDiscount.id")

    @property
    def goes_to(self) -> Destination:
        """Who gets the parcel, and where: the buyer, or who was named instead."""
        return destination_of(self.group, self.recipient)

    @property
    def is_packed_by_other(self) -> bool:
        """Whether its goods travel in the parcel of another seller, who packs the combo."""
        return self.combo_sale is not None and self.combo_sale.packer_id != self.producer_id

    @property
    def offs(self) -> list[rules.Off]:
        """What each promotion took off."""
        return rules.add_up(self.discounts)

    amendments: Mapped[list[Amendment]] = relationship(order_by="Amendment.position")


class OrderLine(Base):
    """Units of one batch, as they were promised: name, price and stars of that day.

    The batch is the one in the parcel: a seller may take another one (LineChange). The quantity is
    what the order holds now: units may be taken out (Amendment), and a line of which none is left
    is not among `Order.lines`.
    What was promised of a quota has no batch until the seller fills the line.
    """

    __tablename__ = "store_order_lines"
    __table_args__ = (
        CheckConstraint("quantity >= 0", name="quantity_not_negative"),
        CheckConstraint("line_total = unit_price * quantity", name="total_adds_up"),
        CheckConstraint(
            "discount BETWEEN 0 AND line_total AND platform_discount BETWEEN 0 AND discount",
            name="discounts_possible",
        ),
        CheckConstraint(
            "quota_id IS NOT NULL OR stock_item_id IS NOT NULL", name="comes_from_somewhere"
        ),
        CheckConstraint(
            "(stock_item_id IS NULL) = (batch_id IS NULL)"
            " AND (batch_id IS NULL) = (batch_code IS NULL)",
            name="batch_whole",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("store_orders.id"), index=True)
    quota_id: Mapped[int | None] = mapped_column(ForeignKey("store_quotas.id"), index=True)
    stock_item_id: Mapped[int | None] = mapped_column(ForeignKey("store_stock_items.id"))
    variant_id: Mapped[int] = mapped_column(ForeignKey("catalog_variants.id"))
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("trace_batches.id"), index=True)
    product_name: Mapped[str]
    product_slug: Mapped[str]
    variant_name: Mapped[str]
    batch_code: Mapped[str | None]
    best_before: Mapped[date | None]
    stars: Mapped[int]  # shown when it was bought: 0 or 3-5
    quantity: Mapped[int]
    unit_price: Mapped[int] = mapped_column(Dong)
    line_total: Mapped[int] = mapped_column(Dong)
    # What one cost without steps and promotions, and the lowest price of the 30 days before a
    # reduction where one was shown; None on lines of the time before these were kept.
    list_price: Mapped[int | None] = mapped_column(Dong)
    lowest_price: Mapped[int | None] = mapped_column(Dong)
    discount: Mapped[int] = mapped_column(Dong, default=0)
    platform_discount: Mapped[int] = mapped_column(Dong, default=0)

    order: Mapped[Order] = relationship(back_populates="lines")
    stock_item: Mapped[StockItem | None] = relationship()
    variant: Mapped[Variant] = relationship()
    batch: Mapped[Batch | None] = relationship()
    quota: Mapped[Quota | None] = relationship()

    @property
    def is_wholesale(self) -> bool:
        """Whether one costs less than alone, for being bought with others."""
        return self.list_price is not None and self.unit_price < self.list_price


class OrderDiscount(Base):
    """What a promotion took off a line, or (`line_id` None) off the delivery of an order.

    As it was at placement: name, code and who pays; a row below zero where units were called off
    later. Appended, never edited.
    """

    __tablename__ = "store_order_discounts"
    __table_args__ = (
        CheckConstraint(
            "(amount > 0 AND platform_amount BETWEEN 0 AND amount)"
            " OR (amount < 0 AND platform_amount BETWEEN amount AND 0)",
            name="possible",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("store_orders.id"), index=True)
    line_id: Mapped[int | None] = mapped_column(ForeignKey("store_order_lines.id"))
    promotion_id: Mapped[int] = mapped_column(ForeignKey("store_promotions.id"), index=True)
    name: Mapped[str]
    code: Mapped[str | None]
    amount: Mapped[int] = mapped_column(Dong)
    platform_amount: Mapped[int] = mapped_column(Dong)


keep(OrderDiscount)
