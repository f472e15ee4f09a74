"""What is hashed: one record per entry in the canonical JSON of RFC 8785, without floats.

Facts stand in the record in clear. What may name a person or is free text stands there as a
commitment: SHA-256 over the canonical JSON of [salt, name, value]. Salt and value are kept
beside it; whoever is given both can check the value, and once both are deleted nobody can
find it again, while the record, its hash and every proof stay as they are.
"""

import hashlib
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import rfc8785

VERSION = 1
SALT_BYTES = 16

Json = Any
"""What JSON can hold, without floats: they do not survive every reader."""


@dataclass(frozen=True)
class Facts:
    """A row as the ledger sees it: `clear` for everyone, `hidden` behind commitments."""

    clear: Mapping[str, Json]
    hidden: Mapping[str, Json]


@dataclass(frozen=True)
class Opening:
    """What opens one commitment."""

    salt: str
    value: Json


def plain(value: object) -> Json:
    """A column's value as JSON: moments in UTC, days as YYYY-MM-DD, amounts as short text."""
    if value is None or isinstance(value, bool | int | list | dict):
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, str):
        return str(value)
    raise TypeError(f"no place in a record for {type(value).__name__}")


def canonical(value: Json) -> bytes:
    """The one form of a value that is hashed (RFC 8785). Raises TypeError for floats."""
    _refuse_floats(value)
    return rfc8785.dumps(value)


def new_salt() -> str:
    """128 random bits as 22 signs."""
    return _text(secrets.token_bytes(SALT_BYTES))


def commitment(name: str, opening: Opening) -> str:
    """What stands in the record for a hidden value: 43 signs."""
    return _text(hashlib.sha256(canonical([opening.salt, name, opening.value])).digest())


def seal(hidden: Mapping[str, Json], known: Mapping[str, Opening]) -> dict[str, Opening]:
    """An opening for each value that is there; the salt of an unchanged one is kept."""
    return {
        name: known[name]
        if name in known and known[name].value == value
        else Opening(new_salt(), value)
        for name, value in hidden.items()
        if value is not None
    }


def commitments(
    hidden: Mapping[str, Json], openings: Mapping[str, Opening]
) -> dict[str, str | None]:
    """The record's part "hidden": a commitment for each value, null where there is none."""
    return {name: commitment(name, openings[name]) if name in openings else None for name in hidden}


def record(
    kind: str, number: int, facts: Facts, openings: Mapping[str, Opening], **about: Json
) -> dict[str, Json]:
    """The record of a subject as it stands; `about` says when and why it is written."""
    return {
        "v": VERSION,
        "t": kind,
        "id": number,
        **about,
        "is": dict(facts.clear),
        "hidden": commitments(facts.hidden, openings),
    }


def differences(
    logged: Mapping[str, Json],
    facts: Facts,
    openings: Mapping[str, Opening],
    redacted: frozenset[str] = frozenset(),
) -> list[str]:
    """The names under which a row no longer says what was logged of it.

    A fact the record does not know came with a later version and was never vouched for; a
    commitment whose opening is gone cannot be compared, so it counts unless it was redacted.
    """
    wrong = [name for name, value in logged["is"].items() if facts.clear.get(name) != value]
    for name, digest in logged["hidden"].items():
        if name in redacted:
            continue
        value, opening = facts.hidden.get(name), openings.get(name)
        if digest is None:
            fits = value is None
        else:
            fits = (
                opening is not None
                and commitment(name, opening) == digest
                and opening.value == value
            )
        if not fits:
            wrong.append(name)
    return wrong


def has_more(logged: Mapping[str, Json], facts: Facts) -> bool:
    """Whether the row says something under a name that the record does not know."""
    return any(
        value is not None and name not in logged[part]
        for part, values in (("is", facts.clear), ("hidden", facts.hidden))
        for name, value in values.items()
    )


def _refuse_floats(value: Json) -> None:
    if isinstance(value, float):
        raise TypeError("no floats in records: amounts are text")
    if isinstance(value, dict):
        for each in value.values():
            _refuse_floats(each)
    elif isinstance(value, list | tuple):
        for each in value:
            _refuse_floats(each)


def _text(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()
