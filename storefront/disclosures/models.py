"""What buyers were told before they ordered. Added, never changed, never deleted.

No buyer is named in it: the document says what is bought, from whom, and to which commune.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.kernel.append_only import keep
from catalog.kernel.db import Base, UTCDateTime


class SampleText(Base):
    """A text that came with the software, as it stood when it was shown to a buyer."""

    __tablename__ = "store_sample_texts"

    digest: Mapped[str] = mapped_column(primary_key=True)
    body: Mapped[str]


class Disclosure(Base):
    """The document of one purchase, word for word, in the language it was read in."""

    __tablename__ = "store_disclosures"

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("store_order_groups.id"), unique=True)
    operator_id: Mapped[int | None] = mapped_column(ForeignKey("store_operator_identities.id"))
    language: Mapped[str]
    sections: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)

    texts: Mapped[list["DisclosedText"]] = relationship(order_by="DisclosedText.id")


class DisclosedText(Base):
    """Which version of a legal page held: the operator's own, else the sample."""

    __tablename__ = "store_disclosed_texts"
    __table_args__ = (
        UniqueConstraint("disclosure_id", "page"),
        CheckConstraint("(legal_text_id IS NULL) <> (sample IS NULL)", name="one_text"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    disclosure_id: Mapped[int] = mapped_column(ForeignKey("store_disclosures.id"))
    page: Mapped[str]  # legal.rules.Page
    legal_text_id: Mapped[int | None] = mapped_column(ForeignKey("store_legal_texts.id"))
    sample: Mapped[str | None] = mapped_column(ForeignKey("store_sample_texts.digest"))


for kept in (SampleText, Disclosure, DisclosedText):
    keep(kept)
