"""Forgets what a person may ask to be forgotten; the tree and every proof stay as they are."""

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import delete, select, update

from catalog.kernel import audit
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from traceability.events.models import EventArea, EventFlow
from traceability.events.queries import list_descendant_ids
from traceability.ledger import queries
from traceability.ledger.errors import CannotForget
from traceability.ledger.models import Opening
from traceability.ledger.rules import records
from traceability.ledger.service.appending import Draft, write
from traceability.ledger.signals import values_forgotten
from traceability.ledger.subjects import REDACTION, SUBJECTS, Subject

GONE = "(đã xóa)"


class Ground(StrEnum):
    """Why a value is forgotten. It stands in the log for ever, so it is no free text."""

    REQUEST = "request"  # the person asked (Law 91/2025/QH15)
    ORDER = "order"  # an authority ordered it
    MISTAKE = "mistake"  # it should never have been entered


def redact(
    actor: Actor, kind: str, number: int, names: Collection[str], ground: Ground, now: datetime
) -> None:
    """Delete these hidden values of a row, there and wherever the log could open them.

    A new line says which names were forgotten and on what ground. Raises CannotForget for what
    is no column of its own or stands in the log in clear, NotFound for what was never entered.
    """
    subject = SUBJECTS[kind]
    _check(subject, names)
    lines = queries.list_seqs({kind: {number}})
    if not lines:
        raise NotFound
    session.execute(
        update(subject.table).where(subject.table.c.id == number).values(_emptied(subject, names))
    )
    session.execute(delete(Opening).where(Opening.seq.in_(lines), Opening.name.in_(names)))
    said: dict[str, Any] = {
        "subject": kind, "number": number, "names": sorted(names), "ground": ground.value
    }  # fmt: skip
    facts = records.Facts(said, {})
    record = records.record(REDACTION, lines[0], facts, {}, at=records.plain(now), why="new")
    write([Draft(REDACTION, lines[0], record, {})])
    session.expire_all()
    audit.record(
        actor,
        "ledger.redact",
        f"{kind}:{number}",
        f"Xóa {', '.join(sorted(names))} của {kind} {number} khỏi sổ ({ground}).",
    )
    values_forgotten.send(None, batch_ids=frozenset(list_descendant_ids(_batches(kind, number))))


def _check(subject: Subject, names: Collection[str]) -> None:
    for name in names:
        if name not in subject.table.c or name in subject.clear:
            raise CannotForget(name)
        column = subject.table.c[name]
        if not column.nullable and column.type.python_type is not str:
            raise CannotForget(name)


def _emptied(subject: Subject, names: Collection[str]) -> dict[str, str | None]:
    return {name: None if subject.table.c[name].nullable else GONE for name in names}


def _batches(kind: str, number: int) -> list[int]:
    """The batches whose pages may show the row."""
    table = SUBJECTS[kind].table
    if kind == "batch":
        return [number]
    if kind in ("area", "area_entry", "area_status"):
        area = number if kind == "area" else session.scalar(
            select(table.c.area_id).where(table.c.id == number)
        )  # fmt: skip
        return list(session.scalars(select(EventArea.batch_id).where(EventArea.area_id == area)))
    if "event_id" in table.c or kind == "event":
        event = number if kind == "event" else session.scalar(
            select(table.c.event_id).where(table.c.id == number)
        )  # fmt: skip
        return list(session.scalars(select(EventFlow.batch_id).where(EventFlow.event_id == event)))
    if "batch_id" in table.c:
        return list(session.scalars(select(table.c.batch_id).where(table.c.id == number)))
    return []
