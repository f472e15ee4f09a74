"""Addresses of a producer's own shops elsewhere."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.kernel.db import Base, UTCDateTime
from catalog.producers.models import Producer
from catalog.products.models import Product


class ShopLink(Base):
    """A producer says that it sells there. Shown to buyers once an officer has looked at it;
    taken away, never deleted. The address itself is never fetched.
    """

    __tablename__ = "store_shop_links"

    id: Mapped[int] = mapped_column(primary_key=True)
    producer_id: Mapped[int] = mapped_column(ForeignKey("catalog_producers.id"), index=True)
    product_id: Mapped[int | None] = mapped_column(ForeignKey("catalog_products.id"))  # None: all
    kind: Mapped[str]  # rules.Kind
    url: Mapped[str]
    host: Mapped[str]
    since: Mapped[date]
    entered_by: Mapped[str]
    entered_at: Mapped[datetime] = mapped_column(UTCDateTime)
    checked_by: Mapped[str | None]
    checked_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    removed_by: Mapped[str | None]
    removed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    removed_why: Mapped[str | None]
    is_demo: Mapped[bool] = mapped_column(default=False)

    producer: Mapped[Producer] = relationship()
    product: Mapped[Product | None] = relationship()
