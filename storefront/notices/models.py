"""What a buyer is to be told about a batch, and that it was done."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.kernel.db import Base, UTCDateTime
from storefront.orders.models import Order
from traceability.batches.models import Batch


class BuyerNotice(Base):
    """One order, one stopped batch, one state. Written in the transaction that stops the batch.

    Open while `told_at` and `withdrawn_at` are empty. Withdrawn: the batch was let go before
    anybody had called.
    """

    __tablename__ = "store_buyer_notices"
    __table_args__ = (Index("ix_store_buyer_notices_batch", "batch_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("store_orders.id"), index=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("trace_batches.id"))
    state: Mapped[str]  # batches.rules.RecallState: "quarantined", "recalled", "normal"
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    told_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    told_by: Mapped[str | None]
    channel: Mapped[str | None]  # rules.Channel: "phone", "mail"
    withdrawn_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    order: Mapped[Order] = relationship()
    batch: Mapped[Batch] = relationship()
