"""What was sent and what came of it; the unique key makes one act of several sendings."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from catalog.kernel.db import Base, UTCDateTime


class Act(Base):
    """A form that was sent: the second tap, and the second sending, find the first one's answer."""

    __tablename__ = "trace_form_keys"

    key: Mapped[str] = mapped_column(primary_key=True)  # "7:9f…": whose it is and which
    answer: Mapped[str]  # "event:5", "request:5", the code of a lot, the number of an order
    at: Mapped[datetime] = mapped_column(UTCDateTime)  # when it came
    # Of what waited on a phone: when it was done, as that clock said and as put right, and by how
    # much the clock was ahead when it was sent.
    claimed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    acted_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    ahead_seconds: Mapped[int | None]
