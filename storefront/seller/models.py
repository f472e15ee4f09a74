"""What a person who sells has done once or put away: small marks, nothing of the books."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from catalog.kernel.db import Base, UTCDateTime


class SellerMark(Base):
    """Of one person in one shop; written once."""

    __tablename__ = "store_seller_marks"
    __table_args__ = (UniqueConstraint("account_id", "producer_id", "what"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("store_accounts.id"))
    producer_id: Mapped[int] = mapped_column(ForeignKey("catalog_producers.id"), index=True)
    what: Mapped[str]  # rules.Mark
    at: Mapped[datetime] = mapped_column(UTCDateTime)
