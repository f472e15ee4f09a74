"""Tables of listing: what was written so far, step by step, until it is on the shelf."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Numeric, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.kernel.db import Base, Dong, UTCDateTime


class ListingDraft(Base):
    """Goods a producer is about to list. `key` comes with the first form: sent twice, it is one
    draft; `product_id` is what came of it: listed twice, it is one product. `known_id` is the
    product of the register that the goods are; `other_than` the folded name of which the seller
    said that they are another.
    """

    __tablename__ = "store_listing_drafts"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    producer_id: Mapped[int] = mapped_column(ForeignKey("catalog_producers.id"), index=True)
    name: Mapped[str | None]
    price: Mapped[int | None] = mapped_column(Dong)
    pack: Mapped[str | None]
    net_amount: Mapped[Decimal | None] = mapped_column(Numeric(12, 3))
    net_unit: Mapped[str | None]
    quantity: Mapped[int | None]
    packed_on: Mapped[date | None]
    known_id: Mapped[int | None] = mapped_column(ForeignKey("catalog_products.id"))
    other_than: Mapped[str | None]
    product_id: Mapped[int | None] = mapped_column(ForeignKey("catalog_products.id"))
    began_at: Mapped[datetime] = mapped_column(UTCDateTime)
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime)

    photos: Mapped[list["ListingPhoto"]] = relationship(
        order_by="ListingPhoto.position", cascade="all, delete-orphan"
    )


class ListingPhoto(Base):
    """A photo of goods that are not listed yet: kept outside /media until they are."""

    __tablename__ = "store_listing_photos"
    __table_args__ = (UniqueConstraint("draft_id", "digest"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("store_listing_drafts.id"))
    position: Mapped[int]
    digest: Mapped[str]
    width: Mapped[int]
    height: Mapped[int]
    colour: Mapped[str]
