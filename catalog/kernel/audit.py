"""Who did what, in a sentence. Written in the transaction of the act itself."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import Base, UTCDateTime, session


class AuditEntry(Base):
    """One act of one person; never changed, never deleted."""

    __tablename__ = "catalog_audit_entries"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
    actor_id: Mapped[int | None] = mapped_column(index=True)
    actor_name: Mapped[str]
    action: Mapped[str]
    subject_type: Mapped[str]
    subject_id: Mapped[str] = mapped_column(index=True)
    sentence: Mapped[str]
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


def record(actor: Actor, action: str, subject: Base | str, sentence: str, **details: Any) -> None:
    """Add an entry to the running transaction.

    `action` is feature.verb, `subject` a saved row or "type:id", `sentence` one readable
    Vietnamese sentence, `details` JSON values.
    """
    kind, name = _subject(subject)
    session.add(
        AuditEntry(
            at=clock.now(),
            actor_id=actor.id,
            actor_name=actor.name,
            action=action,
            subject_type=kind,
            subject_id=name,
            sentence=sentence,
            details=details,
        )
    )


def _subject(subject: Base | str) -> tuple[str, str]:
    if isinstance(subject, str):
        kind, _, name = subject.partition(":")
        return kind, name
    return type(subject).__name__, str(getattr(subject, "id", ""))
