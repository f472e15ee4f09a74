"""A purchase: who bought, and who gets its parcels. Snapshots, not references."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.kernel.db import Base, UTCDateTime
from storefront.orders.models.changes import ContactChange

if TYPE_CHECKING:
    from storefront.orders.models.orders import Order


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
