"""What sellers say about a batch whose numbers do not add up."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.kernel.db import Base, UTCDateTime
from traceability.batches.models import Batch


class BatchAnswer(Base):
    """An answer, kept as it was given. Appended, never edited."""

    __tablename__ = "store_batch_answers"

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("trace_batches.id"), index=True)
    text: Mapped[str]
    entered_by: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)

    batch: Mapped[Batch] = relationship()
