"""Questions about products. The asker's number and address are for the answer alone."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.kernel.db import Base, UTCDateTime
from catalog.products.models import Product


class Question(Base):
    """One question. Public from `published_at` on, unless hidden."""

    __tablename__ = "store_questions"
    __table_args__ = (Index("ix_store_questions_product", "product_id", "published_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    form_key: Mapped[str] = mapped_column(unique=True)  # the same form twice is one question
    product_id: Mapped[int] = mapped_column(ForeignKey("catalog_products.id"))
    author: Mapped[str]
    phone: Mapped[str | None]  # E.164; forgotten with `email` after the answer
    email: Mapped[str | None]
    language: Mapped[str]
    text: Mapped[str]
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime)
    due_at: Mapped[datetime] = mapped_column(UTCDateTime)
    answer: Mapped[str | None]
    answered_by: Mapped[str | None]
    answered_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    published_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    hidden_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    hidden_why: Mapped[str | None]

    product: Mapped[Product] = relationship()
