"""News for the outside, as rows written in the transaction and sent by a job.

At least once: a consumer must bear the same row twice. `key` names the news; while a row
with the same topic and key still waits, asking again changes nothing.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import JSON, ColumnElement, Index, select, update
from sqlalchemy.orm import Mapped, mapped_column

from catalog.kernel.db import Base, UTCDateTime, session, transaction

LEASE = timedelta(minutes=2)
MOST_ATTEMPTS = 8
Claimed = tuple[int, str, dict[str, Any], int]
"""Row id, topic, payload, attempts with this one."""

Consumer = Callable[[dict[str, Any]], None]


class OutboxMessage(Base):
    """One piece of news on its way. `done_at` empty and `dead` false: still to be sent."""

    __tablename__ = "catalog_outbox_messages"
    __table_args__ = (
        Index("ix_catalog_outbox_messages_waiting", "done_at", "dead", "available_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    topic: Mapped[str]
    key: Mapped[str]
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    available_at: Mapped[datetime] = mapped_column(UTCDateTime)
    locked_until: Mapped[datetime | None] = mapped_column(UTCDateTime)
    attempts: Mapped[int] = mapped_column(default=0)
    done_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    dead: Mapped[bool] = mapped_column(default=False)
    last_error: Mapped[str | None]


def enqueue(topic: str, key: str, payload: dict[str, Any], now: datetime) -> None:
    """Add the news to the running transaction unless the same news waits untouched."""
    waiting = select(OutboxMessage.id).where(
        OutboxMessage.topic == topic,
        OutboxMessage.key == key,
        OutboxMessage.done_at.is_(None),
        OutboxMessage.dead.is_(False),
        # A row that is being handled may have read the old state: the news comes again.
        OutboxMessage.locked_until.is_(None),
    )
    if session.scalar(waiting.limit(1)) is None:
        session.add(
            OutboxMessage(topic=topic, key=key, payload=payload, created_at=now, available_at=now)
        )


def relay(consumers: dict[str, Consumer], now: datetime, at_most: int = 100) -> int:
    """Send what waits, oldest first; a failure waits longer each time. Returns how many went.

    Each row is claimed, handled and closed in transactions of its own; the consumer runs
    between them, so it may open its own.
    """
    sent = 0
    for _ in range(at_most):
        message = _claim(now)
        if message is None:
            break
        sent += _handle(message, consumers, now)
    return sent


def is_due(now: datetime) -> bool:
    """Whether a relay would find something to send; only reads."""
    return session.scalar(select(OutboxMessage.id).where(*_due(now)).limit(1)) is not None


def _due(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        OutboxMessage.done_at.is_(None),
        OutboxMessage.dead.is_(False),
        OutboxMessage.available_at <= now,
        OutboxMessage.locked_until.is_(None) | (OutboxMessage.locked_until < now),
    )


def _claim(now: datetime) -> Claimed | None:
    with transaction():
        row = session.execute(
            select(
                OutboxMessage.id, OutboxMessage.topic, OutboxMessage.payload, OutboxMessage.attempts
            )
            .where(*_due(now))
            .order_by(OutboxMessage.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        ).first()
        if row is None:
            return None
        session.execute(
            update(OutboxMessage)
            .where(OutboxMessage.id == row.id)
            .values(locked_until=now + LEASE, attempts=row.attempts + 1)
        )
    return row.id, row.topic, row.payload, row.attempts + 1


def _handle(message: Claimed, consumers: dict[str, Consumer], now: datetime) -> int:
    number, topic, payload, attempts = message
    try:
        consumers[topic](payload)
    except Exception as error:  # noqa: BLE001 - it is written down and tried again
        _close(number, **_failure(error, attempts, now))
        return 0
    _close(number, done_at=now, locked_until=None)
    return 1


def _failure(error: Exception, attempts: int, now: datetime) -> dict[str, Any]:
    return {
        "last_error": f"{type(error).__name__}: {error}"[:500],
        "locked_until": None,
        "available_at": now + timedelta(seconds=10 * 2**attempts),
        "dead": attempts >= MOST_ATTEMPTS,
    }


def _close(number: int, **values: Any) -> None:
    with transaction():
        session.execute(update(OutboxMessage).where(OutboxMessage.id == number).values(**values))
