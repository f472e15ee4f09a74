"""Checking one piece: a deliberate act of a buyer, never a mere opening of its page.

What is kept: of the piece, how often and on which day first; of the batch, a count by day and
by the province the buyer named. No device, no address, no place nobody named.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import case, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from catalog.kernel.db import rows_changed, session
from traceability.labels import codes, errors, queries
from traceability.labels.models import CheckCount, Serial
from traceability.labels.rules import PIN_TRIES, PieceState


@dataclass(frozen=True)
class Piece:
    """What was known of a piece before this look or check."""

    state: PieceState
    checks: int = 0
    first_checked_on: date | None = None
    first_province_code: str | None = None
    has_pin: bool = False
    pin_confirmed_on: date | None = None


class PinAnswer(StrEnum):
    """What a PIN that was entered is worth."""

    RIGHT = "right"
    AGAIN = "again"  # right, but it was confirmed on an earlier day or by somebody else
    WRONG = "wrong"


def look(key: bytes, batch_code: str, serial: str) -> Piece:
    """What is known of a piece; looking counts nothing."""
    return _piece(queries.find_serial(codes.serial_digest(key, batch_code, serial)))


def check(key: bytes, batch_code: str, serial: str, province: str | None, today: date) -> Piece:
    """Count a check; what was known before it. A number never given out is counted as such."""
    row = queries.find_serial(codes.serial_digest(key, batch_code, serial), lock=True)
    before = _piece(row)
    _count(batch_code, before.state, province, today)
    if row is not None and before.state is PieceState.EARLY:
        row.early_checks += 1
    elif row is not None:
        if row.checks == 0:
            row.first_checked_on, row.first_province_code = today, province
        row.checks += 1
        row.last_checked_on = today
    return before


def confirm_pin(
    key: bytes, batch_code: str, serial: str, pin: str, province: str | None, today: date
) -> PinAnswer:
    """Hold a PIN against the piece's, in constant time. Raises PinTriedTooOften.

    A piece that is unknown, not released or without a PIN answers as a wrong PIN does.
    """
    row = queries.find_serial(codes.serial_digest(key, batch_code, serial))
    kept = row.pin_digest if row and row.job.released_at and row.pin_digest else bytes(32)
    if row is not None:
        _take_a_try(row.id, today)
    is_right = codes.is_same(kept, codes.pin_digest(key, batch_code, serial, pin))
    if row is None or not is_right:
        return PinAnswer.WRONG
    confirmed = session.execute(
        update(Serial)
        .where(Serial.id == row.id, Serial.pin_confirmed_on.is_(None))
        .values(pin_confirmed_on=today, pin_province_code=province)
    )
    return PinAnswer.RIGHT if rows_changed(confirmed) else PinAnswer.AGAIN


def _take_a_try(serial_id: int, today: date) -> None:
    """One of the tries of a day, taken before the PIN is looked at, so that no two share it."""
    taken = session.execute(
        update(Serial)
        .where(
            Serial.id == serial_id,
            or_(
                Serial.pin_tried_on.is_(None),
                Serial.pin_tried_on != today,
                Serial.pin_tries < PIN_TRIES,
            ),
        )
        .values(
            pin_tries=case((Serial.pin_tried_on == today, Serial.pin_tries + 1), else_=1),
            pin_tried_on=today,
        )
    )
    if not rows_changed(taken):
        raise errors.PinTriedTooOften


def tries_left(key: bytes, batch_code: str, serial: str, today: date) -> int:
    """How many PINs may still be tried today."""
    tried = session.execute(
        select(Serial.pin_tries, Serial.pin_tried_on).where(
            Serial.digest == codes.serial_digest(key, batch_code, serial)
        )
    ).first()
    if tried is None or tried.pin_tried_on != today:
        return PIN_TRIES
    return int(max(0, PIN_TRIES - tried.pin_tries))


def _piece(row: Serial | None) -> Piece:
    if row is None:
        return Piece(PieceState.UNKNOWN)
    if row.job.released_at is None:
        return Piece(PieceState.EARLY)
    return Piece(
        PieceState.BEFORE if row.checks else PieceState.FIRST,
        row.checks,
        row.first_checked_on,
        row.first_province_code,
        has_pin=row.pin_digest is not None,
        pin_confirmed_on=row.pin_confirmed_on,
    )


def _count(code: str, state: PieceState, province: str | None, day: date) -> None:
    on_postgresql = session.get_bind().dialect.name == "postgresql"
    insert: Any = postgresql.insert if on_postgresql else sqlite.insert
    row = {"day": day, "code": code, "state": str(state), "province_code": province or ""}
    session.execute(
        insert(CheckCount)
        .values(**row, count=1)
        .on_conflict_do_update(
            index_elements=list(row), set_={"count": CheckCount.__table__.c.count + 1}
        )
    )
