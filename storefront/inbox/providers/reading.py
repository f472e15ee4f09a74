"""What every partner's reader needs: JSON that is an object, and values that are what they say."""

import json
import re
from datetime import datetime
from typing import Any

from catalog.kernel.clock import VIETNAM
from storefront.inbox.errors import Unreadable

LONGEST = 500


def as_object(raw: bytes) -> dict[str, Any]:
    """A JSON object in UTF-8. Raises Unreadable for anything else, a name given twice included."""
    try:
        found = json.loads(raw.decode(), object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise Unreadable from error
    if not isinstance(found, dict):
        raise Unreadable
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = {_whole(name): _whole(value) for name, value in pairs}
    if len(found) != len(pairs):
        raise ValueError("A name twice: which value is meant?")
    return found


def _whole(value: Any) -> Any:
    """A text without halves of signs: a text cut in the middle of an emoji cannot be stored, and
    senders sign U+FFFD where they write such a half."""
    if not isinstance(value, str):
        return value
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def text_of(values: dict[str, Any], name: str) -> str:
    """A text or whole number of the message as text; empty where it is missing or null."""
    value = values.get(name)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise Unreadable
    return str(value)[:LONGEST].replace("\x00", "")


def dong_of(values: dict[str, Any], name: str) -> int:
    """Whole đồng from 1 to 13 figures."""
    value = values.get(name)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value < 10**13:
        raise Unreadable
    return value


def moment_of(values: dict[str, Any], name: str) -> datetime:
    """ "2026-11-22 10:05:00" on the wall in Vietnam."""
    text = text_of(values, name)
    if not re.fullmatch(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d", text, re.ASCII):
        raise Unreadable
    try:
        return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)
    except ValueError as error:
        raise Unreadable from error
