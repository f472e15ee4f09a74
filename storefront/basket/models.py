"""Baskets, found by a random token in a cookie; only its hash is stored."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.kernel.db import Base, Dong, UTCDateTime
from catalog.products.models import Variant
from storefront.combos.models import Combo


class Basket(Base):
    """One visitor's basket."""

    __tablename__ = "store_baskets"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    updated_at: Mapped[datetime] = mapped_column(UTCDateTime)

    lines: Mapped[list["BasketLine"]] = relationship(
        back_populates="basket", order_by="BasketLine.id", cascade="all, delete-orphan"
    )


class BasketLine(Base):
    """A variant and how many of it. `price_shown` is only to say when it has changed since."""

    __tablename__ = "store_basket_lines"
    __table_args__ = (
        UniqueConstraint("basket_id", "variant_id"),
        CheckConstraint("quantity > 0", name="quantity_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    basket_id: Mapped[int] = mapped_column(ForeignKey("store_baskets.id"), index=True)
    variant_id: Mapped[int] = mapped_column(ForeignKey("catalog_variants.id"))
    # Promised ahead, of this quota; else from what is in stock.
    quota_id: Mapped[int | None] = mapped_column(ForeignKey("store_quotas.id"))
    quantity: Mapped[int]
    price_shown: Mapped[int] = mapped_column(Dong)

    basket: Mapped[Basket] = relationship(back_populates="lines")
    variant: Mapped[Variant] = relationship()


class BasketCombo(Base):
    """Combos of one kind and how many. `price_shown` is only to say when it has changed since."""

    __tablename__ = "store_basket_combos"
    __table_args__ = (
        UniqueConstraint("basket_id", "combo_id"),
        CheckConstraint("quantity > 0", name="quantity_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    basket_id: Mapped[int] = mapped_column(ForeignKey("store_baskets.id"), index=True)
    combo_id: Mapped[int] = mapped_column(ForeignKey("store_combos.id"))
    quantity: Mapped[int]
    price_shown: Mapped[int] = mapped_column(Dong)

    combo: Mapped[Combo] = relationship()
