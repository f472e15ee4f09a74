"""One code that was asked for. Neither the code nor the number is stored, only digests of them."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from catalog.kernel.db import Base, UTCDateTime


class OneTimeCode(Base):
    """Counts while it is neither used nor expired nor tried too often.

    `nth` is its place among the codes of its number on that day in Vietnam: two requests at
    the same moment want the same place, and one is refused.
    """

    __tablename__ = "store_one_time_codes"
    __table_args__ = (
        UniqueConstraint("phone_digest", "day", "nth"),
        CheckConstraint("tries >= 0", name="tries_not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    phone_digest: Mapped[str] = mapped_column(index=True)
    network_digest: Mapped[str] = mapped_column(index=True)
    purpose: Mapped[str]  # rules.Purpose
    subject: Mapped[str]
    code_digest: Mapped[str]
    day: Mapped[date]
    nth: Mapped[int]
    tries: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
