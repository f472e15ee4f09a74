"""Tables of products."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.kernel.db import Base, Dong, UTCDateTime
from catalog.producers.models import Producer
from catalog.product_sets.models import ProductSet


class Product(Base):
    """A product as its producer registered it. Its stars are not here: see certification."""

    __tablename__ = "catalog_products"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    folded: Mapped[str] = mapped_column(index=True)
    producer_id: Mapped[int | None] = mapped_column(ForeignKey("catalog_producers.id"), index=True)
    product_set_id: Mapped[int | None] = mapped_column(
        ForeignKey("catalog_product_sets.id"), index=True
    )
    # Where the set is not known but the group is (imported rows), as published.
    group_text: Mapped[str | None]
    group_is_inferred: Mapped[bool] = mapped_column(default=False)
    gtin: Mapped[str | None] = mapped_column(unique=True)  # 14 digits
    # Place of the product when it has no producer with one (imported rows).
    province_code: Mapped[str | None] = mapped_column(
        ForeignKey("catalog_provinces.code"), index=True
    )
    commune_code: Mapped[str | None] = mapped_column(ForeignKey("catalog_communes.code"))
    place_text: Mapped[str | None]
    summary: Mapped[str | None]
    story: Mapped[str | None]
    ingredients: Mapped[str | None]
    allergens: Mapped[str | None]
    storage: Mapped[str | None]
    usage: Mapped[str | None]
    warnings: Mapped[str | None]
    standard: Mapped[str | None]
    trade_mark: Mapped[str | None]
    alcohol_tenths: Mapped[int | None]  # strength on the label, in tenths of a percent
    shelf_life_days: Mapped[int | None]
    # Promised to the buyer: at least this much of the shelf life is left at delivery.
    days_left_at_delivery: Mapped[int | None]
    is_published: Mapped[bool] = mapped_column(default=True)
    # The identity of an imported row; running the import again finds it by this.
    register_key: Mapped[str | None] = mapped_column(unique=True)
    is_demo: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)

    producer: Mapped[Producer | None] = relationship()
    product_set: Mapped[ProductSet | None] = relationship()
    variants: Mapped[list["Variant"]] = relationship(
        back_populates="product", order_by="Variant.position"
    )
    pictures: Mapped[list["ProductPicture"]] = relationship(
        back_populates="product", order_by="ProductPicture.position"
    )


class FormerGtin(Base):
    """A GTIN the product once carried. Packs with it are out there, so it still leads here,
    unless another product carries it now.
    """

    __tablename__ = "catalog_former_gtins"

    id: Mapped[int] = mapped_column(primary_key=True)
    gtin: Mapped[str] = mapped_column(index=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("catalog_products.id"), index=True)


class ProductSuccessor(Base):
    """A record that only a register made, and the product that is sold: what was one product and
    stood here twice. Its address and the register lead on to the product.
    """

    __tablename__ = "catalog_product_successors"

    product_id: Mapped[int] = mapped_column(ForeignKey("catalog_products.id"), primary_key=True)
    successor_id: Mapped[int] = mapped_column(ForeignKey("catalog_products.id"), index=True)
    since: Mapped[datetime] = mapped_column(UTCDateTime)
    entered_by: Mapped[str]


class Variant(Base):
    """One size of a product, with its list price in đồng, tax included."""

    __tablename__ = "catalog_variants"
    __table_args__ = (
        CheckConstraint("price > 0", name="price_positive"),
        CheckConstraint("weight_g > 0", name="weight_positive"),
        CheckConstraint("net_amount > 0", name="net_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("catalog_products.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[str]  # "gói 500 g"
    net_amount: Mapped[Decimal] = mapped_column(Numeric(12, 3))
    net_unit: Mapped[str]  # rules.NetUnit: "g", "ml", "piece", "visit"
    price: Mapped[int] = mapped_column(Dong)
    weight_g: Mapped[int]  # packed, for the delivery fee
    goods_class: Mapped[str] = mapped_column(default="dry")  # rules.GoodsClass
    is_on_sale: Mapped[bool] = mapped_column(default=True)

    product: Mapped[Product] = relationship(back_populates="variants")


class PriceEntry(Base):
    """From `since` on a size costs `price`. Appended, never edited; Variant.price is the newest."""

    __tablename__ = "catalog_price_entries"
    __table_args__ = (
        CheckConstraint("price > 0", name="price_positive"),
        Index("ix_catalog_price_entries_variant", "variant_id", "since"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    variant_id: Mapped[int] = mapped_column(ForeignKey("catalog_variants.id"))
    price: Mapped[int] = mapped_column(Dong)
    since: Mapped[datetime] = mapped_column(UTCDateTime)
    reason: Mapped[str | None]
    entered_by: Mapped[str]
    actor_id: Mapped[int | None]


class ProductPicture(Base):
    """A picture of a product: the digest names its files (kernel/files)."""

    __tablename__ = "catalog_product_pictures"
    __table_args__ = (UniqueConstraint("product_id", "digest"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("catalog_products.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    digest: Mapped[str]
    width: Mapped[int]
    height: Mapped[int]
    colour: Mapped[str]  # "#rrggbb", shown while the picture loads
    alt: Mapped[str]

    product: Mapped[Product] = relationship(back_populates="pictures")
