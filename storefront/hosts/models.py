"""Host names of sellers. The newest row of a producer is what holds."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.kernel.db import Base, UTCDateTime
from catalog.producers.models import Producer

_CONFIRMED = text("state = 'confirmed'")
_LIVING = text("state IN ('asked', 'confirmed')")


class OwnHost(Base):
    """A name a seller wants its page to answer at. Two may ask for one name; one can have it."""

    __tablename__ = "store_own_hosts"
    __table_args__ = (
        Index(
            "uq_store_own_hosts_host",
            "host",
            unique=True,
            sqlite_where=_CONFIRMED,
            postgresql_where=_CONFIRMED,
        ),
        Index(
            "uq_store_own_hosts_producer",
            "producer_id",
            unique=True,
            sqlite_where=_LIVING,
            postgresql_where=_LIVING,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    producer_id: Mapped[int] = mapped_column(ForeignKey("catalog_producers.id"), index=True)
    host: Mapped[str]  # as DNS knows it
    token: Mapped[str]  # what its owner puts there to show that it is theirs
    state: Mapped[str]  # rules.HostState
    asked_by: Mapped[str]
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime)
    seen: Mapped[str | None]  # rules.Seen, of a confirmed one
    reason: Mapped[str | None]
    decided_by: Mapped[str | None]
    decided_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    producer: Mapped[Producer] = relationship()
