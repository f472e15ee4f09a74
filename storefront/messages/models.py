"""A message on its way, and afterwards that it went, how and when."""

from datetime import datetime

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from catalog.kernel.db import Base, UTCDateTime


class Message(Base):
    """One text to one person. `key` names the news, so that the same news is told once.

    `values` fill the template of `kind`; they are emptied once the message is sent or too old.
    A value that is a secret is sealed (catalog/kernel/sealing.py) under SEALED_FOR.
    """

    __tablename__ = "store_messages"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]  # rules.Kind
    phone: Mapped[str | None]
    email: Mapped[str | None]
    language: Mapped[str]
    values: Mapped[dict[str, str]] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(index=True)  # rules.State
    channel: Mapped[str | None]  # rules.Channel, by which it went
    note: Mapped[str | None]  # what the ways that failed said
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
    expires_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
