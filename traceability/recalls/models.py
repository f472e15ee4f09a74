"""The history of a batch's recall. The batch keeps the state, these rows the reasons."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.kernel.db import Base, UTCDateTime
from traceability.batches.models import Batch


class RecallNotice(Base):
    """From `since` on the batch is in `state`. Appended, never edited."""

    __tablename__ = "trace_recall_notices"

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("trace_batches.id"), index=True)
    state: Mapped[str]  # rules.RecallState: "normal", "quarantined", "recalled", "closed"
    since: Mapped[date]
    reason: Mapped[str]
    what_to_do: Mapped[str | None]
    contact: Mapped[str | None]
    document: Mapped[str | None]
    entered_by: Mapped[str]
    actor_id: Mapped[int | None]
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)

    batch: Mapped[Batch] = relationship()
