"""Rows that were shown and wait to be written."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index
from sqlalchemy.orm import Mapped, mapped_column

from catalog.kernel.db import Base, UTCDateTime


class TriedSheet(Base):
    """What was read of somebody's file: only the cells that are needed, never the file itself.

    Written once, by whoever tried it, within a day; `digest` tells the same file from another.
    """

    __tablename__ = "store_tried_sheets"
    __table_args__ = (Index("ix_store_tried_sheets_same", "kind", "owner", "digest"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]  # what the rows are: "outside_sales", "goods", "stock", "harvests"
    owner: Mapped[str]  # for whom: "producer:7", or "person:3" for rows of several households
    actor_id: Mapped[int] = mapped_column(index=True)
    digest: Mapped[str]
    about: Mapped[dict[str, Any]] = mapped_column(JSON)
    rows: Mapped[list[Any]] = mapped_column(JSON)
    tried_at: Mapped[datetime] = mapped_column(UTCDateTime)
    written_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
