"""Windows and what was said about them since. The days and the counter are the quota's."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.kernel.db import Base, UTCDateTime
from catalog.products.models import Variant
from storefront.quotas.models import Quota


class HarvestWindow(Base):
    """A variant ordered ahead: its quota says how many, until when, and ready on which days."""

    __tablename__ = "store_windows"

    id: Mapped[int] = mapped_column(primary_key=True)
    quota_id: Mapped[int] = mapped_column(ForeignKey("store_quotas.id"), unique=True)
    variant_id: Mapped[int] = mapped_column(ForeignKey("catalog_variants.id"), index=True)
    opened_by: Mapped[str]
    opened_at: Mapped[datetime] = mapped_column(UTCDateTime)

    quota: Mapped[Quota] = relationship()
    variant: Mapped[Variant] = relationship()
    changes: Mapped[list["WindowChange"]] = relationship(
        back_populates="window", order_by="WindowChange.id"
    )


class WindowChange(Base):
    """Other days, or no harvest at all, and why. Appended, never edited."""

    __tablename__ = "store_window_changes"

    id: Mapped[int] = mapped_column(primary_key=True)
    window_id: Mapped[int] = mapped_column(ForeignKey("store_windows.id"), index=True)
    kind: Mapped[str]  # rules.ChangeKind
    first_day: Mapped[date]  # as they were before
    last_day: Mapped[date]
    reason: Mapped[str]
    words: Mapped[str | None]
    actor_id: Mapped[int | None]
    actor_name: Mapped[str]
    at: Mapped[datetime] = mapped_column(UTCDateTime)

    window: Mapped[HarvestWindow] = relationship(back_populates="changes")
