"""Reviews, and what was done about them."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.kernel.append_only import keep
from catalog.kernel.db import Base, UTCDateTime
from catalog.products.models import Product
from storefront.orders.models import OrderLine


class Review(Base):
    """What a buyer of one line thinks. `points` are the buyer's, not OCOP stars."""

    __tablename__ = "store_reviews"
    __table_args__ = (
        CheckConstraint("points BETWEEN 1 AND 5", name="points_possible"),
        Index("ix_store_reviews_product", "product_id", "hidden_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("store_order_lines.id"), unique=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("catalog_products.id"))
    author: Mapped[str]  # given name and province, as it is shown
    points: Mapped[int]
    text: Mapped[str]
    picture: Mapped[str | None]  # digest (photos.py)
    batch_code: Mapped[str]
    written_at: Mapped[datetime] = mapped_column(UTCDateTime)
    edited_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    editable_until: Mapped[datetime] = mapped_column(UTCDateTime)
    answer: Mapped[str | None]  # the seller's one answer
    answered_by: Mapped[str | None]
    answered_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    hidden_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    reported: Mapped[int] = mapped_column(default=0)  # reports nobody has looked at

    line: Mapped[OrderLine] = relationship()
    product: Mapped[Product] = relationship()
    steps: Mapped[list["ReviewStep"]] = relationship(order_by="ReviewStep.id")


class ReviewStep(Base):
    """A report of a reader, or what an operator did and why. Appended, never edited."""

    __tablename__ = "store_review_steps"

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("store_reviews.id"), index=True)
    act: Mapped[str]  # rules.Act
    reason: Mapped[str]
    actor_id: Mapped[int | None]
    actor_name: Mapped[str]
    at: Mapped[datetime] = mapped_column(UTCDateTime)


keep(ReviewStep)
