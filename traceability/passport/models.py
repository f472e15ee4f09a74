"""Pages stored ready for the lane in front of Flask."""

from datetime import datetime

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from catalog.kernel.db import Base, UTCDateTime


class PassportPage(Base):
    """A batch's page in one language. Fresh while `rendered_mark` equals `mark`.

    Every write that touches the batch raises `mark` in its own transaction; a renderer
    stores the mark it saw before it read, so a page built from old facts stays stale.
    """

    __tablename__ = "trace_passport_pages"
    __table_args__ = (
        Index("ix_trace_passport_pages_batch", "batch_id"),
        # Only what waits for the worker is in here, so the worker finds it at once.
        Index(
            "ix_trace_passport_pages_stale",
            "code",
            sqlite_where=text("mark <> rendered_mark"),
            postgresql_where=text("mark <> rendered_mark"),
        ),
    )

    code: Mapped[str] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(primary_key=True)
    batch_id: Mapped[int]
    mark: Mapped[int] = mapped_column(default=1)
    rendered_mark: Mapped[int] = mapped_column(default=0)
    true_until: Mapped[datetime | None] = mapped_column(UTCDateTime)
    etag: Mapped[str | None]
    csp: Mapped[str | None]
    # The large columns last, the one that is read most before the other: SQLite walks over
    # what stands in front of a column to reach it.
    gzip: Mapped[bytes | None]
    html: Mapped[bytes | None]
