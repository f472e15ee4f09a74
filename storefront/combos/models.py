"""Combos: what is in them, what each household agreed to, what they cost; and each one sold."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.kernel.append_only import keep
from catalog.kernel.db import Base, Dong, UTCDateTime
from catalog.producers.models import Producer
from catalog.products.models import Variant


class Combo(Base):
    """Goods of one or several households at one price; the packer's household sends the parcel.

    Of the price `packing_fee` is what the other households pay the packer, out of their shares.
    """

    __tablename__ = "store_combos"
    __table_args__ = (
        CheckConstraint("price > 0", name="price_positive"),
        CheckConstraint("packing_fee BETWEEN 0 AND price", name="fee_possible"),
        CheckConstraint("sells_to IS NULL OR sells_to >= sells_from", name="days_in_order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    story: Mapped[str | None]
    picture: Mapped[str | None]  # digest; without one the goods' own pictures stand for it
    packer_id: Mapped[int] = mapped_column(ForeignKey("catalog_producers.id"), index=True)
    price: Mapped[int] = mapped_column(Dong)
    packing_fee: Mapped[int] = mapped_column(Dong)
    sells_from: Mapped[date]
    sells_to: Mapped[date | None]  # the last day
    is_published: Mapped[bool] = mapped_column(default=False)
    is_demo: Mapped[bool] = mapped_column(default=False)
    made_by: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)

    packer: Mapped[Producer] = relationship()
    parts: Mapped[list["ComboPart"]] = relationship(
        back_populates="combo", order_by="ComboPart.id", cascade="all, delete-orphan"
    )
    prices: Mapped[list["ComboPrice"]] = relationship(order_by="ComboPrice.id")


class ComboPrice(Base):
    """From `since` on a combo costs this. Appended, never edited; Combo.price is the newest."""

    __tablename__ = "store_combo_prices"

    id: Mapped[int] = mapped_column(primary_key=True)
    combo_id: Mapped[int] = mapped_column(ForeignKey("store_combos.id"), index=True)
    price: Mapped[int] = mapped_column(Dong)
    packing_fee: Mapped[int] = mapped_column(Dong)
    since: Mapped[datetime] = mapped_column(UTCDateTime)
    entered_by: Mapped[str]


class ComboPart(Base):
    """Units of one size in a combo, and what its household said to that.

    `agreed_net` is the least the household takes part for: what these units of one combo bring it
    after the packer's fee.
    """

    __tablename__ = "store_combo_parts"
    __table_args__ = (
        UniqueConstraint("combo_id", "variant_id"),
        CheckConstraint("quantity > 0", name="quantity_positive"),
        CheckConstraint("(state = 'agreed') = (agreed_net IS NOT NULL)", name="agreed_whole"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    combo_id: Mapped[int] = mapped_column(ForeignKey("store_combos.id"))
    variant_id: Mapped[int] = mapped_column(ForeignKey("catalog_variants.id"), index=True)
    quantity: Mapped[int]
    story: Mapped[str | None]  # what this household has to do with it
    state: Mapped[str]  # rules.PartState
    agreed_net: Mapped[int | None] = mapped_column(Dong)
    answered_by: Mapped[str | None]
    answered_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    combo: Mapped[Combo] = relationship(back_populates="parts")
    variant: Mapped[Variant] = relationship()


class ComboSale(Base):
    """Combos of a kind in one purchase, as they were sold. Never edited: the orders name it."""

    __tablename__ = "store_combo_sales"
    __table_args__ = (CheckConstraint("quantity > 0", name="quantity_positive"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    combo_id: Mapped[int] = mapped_column(ForeignKey("store_combos.id"), index=True)
    name: Mapped[str]
    slug: Mapped[str]
    quantity: Mapped[int]
    price: Mapped[int] = mapped_column(Dong)  # of one
    packer_id: Mapped[int] = mapped_column(ForeignKey("catalog_producers.id"))
    packer_name: Mapped[str]
    packer_phone: Mapped[str | None]
    sold_at: Mapped[datetime] = mapped_column(UTCDateTime)

    @property
    def total(self) -> int:
        return self.price * self.quantity


keep(ComboPrice)
