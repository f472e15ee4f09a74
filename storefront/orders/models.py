"""Order group → one order per seller → lines with snapshots. The group's status is derived."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.kernel.append_only import keep
from catalog.kernel.db import Base, Dong, UTCDateTime
from catalog.producers.models import Producer
from catalog.products.models import Variant
from storefront.combos.models import ComboSale
from storefront.inventory.models import StockItem
from storefront.orders import rules
from storefront.orders.destinations import Destination, destination_of
from storefront.quotas.models import Quota
from traceability.batches.models import Batch


class OrderGroup(Base):
    """One purchase: the buyer, the address, the payment. Snapshots, not references."""

    __tablename__ = "store_order_groups"
    __table_args__ = (Index("ix_store_order_groups_finding", "phone", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    # The key the checkout form carried: placing twice with the same key is placing once.
    placement_key: Mapped[str] = mapped_column(unique=True)
    buyer_name: Mapped[str]
    phone: Mapped[str]  # E.164
    account_id: Mapped[int | None] = mapped_column(ForeignKey("store_accounts.id"), index=True)
    street: Mapped[str]
    commune_code: Mapped[str] = mapped_column(ForeignKey("catalog_communes.code"))
    commune_name: Mapped[str]
    province_code: Mapped[str] = mapped_column(ForeignKey("catalog_provinces.code"))
    province_name: Mapped[str]
    places_as_of: Mapped[date]
    # An old district or commune the buyer gave, kept as text.
    former_place: Mapped[str | None]
    note: Mapped[str | None]
    language: Mapped[str]
    # What the buyer declared about their age, in the words they saw. No day of birth is kept.
    age_statement: Mapped[str | None]
    payment_method: Mapped[str]  # "cod"
    placed_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)

    orders: Mapped[list["Order"]] = relationship(back_populates="group", order_by="Order.number")
    contact_changes: Mapped[list["ContactChange"]] = relationship(order_by="ContactChange.id")
    recipients: Mapped[list["Recipient"]] = relationship(order_by="Recipient.position")


class Recipient(Base):
    """Who gets parcels of a purchase, where that is not simply its buyer; a gift, mostly.

    Apart from the buyer and from one another: a recipient's parcel says nothing of the others.
    """

    __tablename__ = "store_recipients"
    __table_args__ = (UniqueConstraint("group_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("store_order_groups.id"))
    position: Mapped[int]  # 0: the place the purchase goes to; 1, 2 … the others
    name: Mapped[str]
    phone: Mapped[str]  # E.164
    street: Mapped[str]
    commune_code: Mapped[str] = mapped_column(ForeignKey("catalog_communes.code"))
    commune_name: Mapped[str]
    province_code: Mapped[str] = mapped_column(ForeignKey("catalog_provinces.code"))
    province_name: Mapped[str]
    places_as_of: Mapped[date]
    former_place: Mapped[str | None]
    message: Mapped[str | None]  # on the card in the parcel
    hides_price: Mapped[bool] = mapped_column(default=False)
    wanted_on: Mapped[date | None]


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
    changes: Mapped[list["OrderChange"]] = relationship(
        back_populates="order", order_by="OrderChange.id"
    )
    parcel: Mapped["Parcel | None"] = relationship(back_populates="order")
    line_changes: Mapped[list["LineChange"]] = relationship(
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

    amendments: Mapped[list["Amendment"]] = relationship(order_by="Amendment.position")


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

    order: Mapped[Order] = relationship(back_populates="changes")


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

    order: Mapped[Order] = relationship(back_populates="line_changes")


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

    line: Mapped[OrderLine] = relationship()


class Parcel(Base):
    """What was packed for an order. `code` cannot be guessed: it opens a public page."""

    __tablename__ = "store_parcels"
    __table_args__ = (UniqueConstraint("carrier", "tracking_number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("store_orders.id"), unique=True)
    code: Mapped[str] = mapped_column(unique=True)
    opened_at: Mapped[datetime] = mapped_column(UTCDateTime)
    # Given at hand-over, where a carrier takes the parcel.
    carrier: Mapped[str | None]  # shipping.rules.Carrier
    tracking_number: Mapped[str | None]
    inspection: Mapped[str | None]  # what the buyer may do before paying, where agreed
    # How far the carrier says it is; moves only forward, in kind and in time.
    track_state: Mapped[str | None]  # shipping.rules.TrackState
    track_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    order: Mapped[Order] = relationship(back_populates="parcel")
    events: Mapped[list["ParcelEvent"]] = relationship(order_by="ParcelEvent.at, ParcelEvent.id")


class ParcelEvent(Base):
    """What a carrier says happened to a parcel. Appended, never edited."""

    __tablename__ = "store_parcel_events"
    __table_args__ = (UniqueConstraint("parcel_id", "state", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    parcel_id: Mapped[int] = mapped_column(ForeignKey("store_parcels.id"))
    state: Mapped[str]  # shipping.rules.TrackState
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    place: Mapped[str | None]
    reason: Mapped[str | None]  # rules.ReturnReason, why it was not taken
    entered_by: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)


keep(OrderDiscount)
keep(Amendment)
keep(AmendedLine)
