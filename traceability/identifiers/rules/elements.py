"""Element strings: what a GS1 bar code holds, written in brackets or with separators.

In brackets: `(01)09520123456788(10)ABC`, a "(" inside a value written `\\(`. With separators:
`^010952012345678810ABC`, where "^" stands for FNC1.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from traceability.identifiers.rules import relations, table, values
from traceability.identifiers.rules.faults import BadIdentifier
from traceability.identifiers.rules.table import Entry

SEPARATOR = "^"
LONGEST_TEXT = 8192
"""More than the largest code can hold (7,089 digits); longer texts are refused unread."""
_VALUE = re.compile(r"(?:\\\(|[^(])*")


class Element(NamedTuple):
    """An application identifier and its value."""

    ai: str
    value: str


def read_bracketed(text: str, *, allow_unknown: bool = False) -> list[Element]:
    """The elements of a bracketed string, each value checked, or BadIdentifier.

    Whether they may stand together is for `check_together`. `allow_unknown`: take AIs newer than
    our table, with any value in character set 82.
    """
    _check_length(text)
    found = []
    rest = text
    while rest:
        ai, is_closed, after = rest[1:].partition(")")
        if not rest.startswith("(") or not is_closed:
            raise BadIdentifier("NOT_IN_BRACKETS")
        value, rest = _up_to_bracket(after)
        found.append(_checked(_entry(ai, allow_unknown=allow_unknown), value))
    if not found:
        raise BadIdentifier("EMPTY")
    return found


def read_separated(text: str, *, allow_unknown: bool = False) -> list[Element]:
    """The elements of a string that begins with a separator, each value checked."""
    _check_length(text)
    if not text.startswith(SEPARATOR) or len(text) < 2:
        raise BadIdentifier("NO_SEPARATOR_FIRST")
    found = []
    rest = text[1:]
    while rest:
        entry = table.find_at_start(rest)
        if entry is None and allow_unknown:
            entry = table.unknown_at_start(rest)
        if entry is None:
            raise BadIdentifier("UNKNOWN_AI", rest[: table.LONGEST_AI])
        value, _, after = rest[len(entry.ai) :].partition(SEPARATOR)
        if entry.is_closed and len(value) > entry.longest:
            value, after = value[: entry.longest], rest[len(entry.ai) + entry.longest :]
        found.append(_checked(entry, value))
        rest = after
    return found


def check_together(elements: Iterable[Element]) -> None:
    """Raise BadIdentifier where elements may not stand on one pack, or one lacks another."""
    relations.check(list(elements))


def separated(elements: Iterable[Element]) -> str:
    """With separators, as a bar code holds them."""
    text, is_closed = SEPARATOR, True
    for ai, value in elements:
        text += ("" if is_closed else SEPARATOR) + ai + value
        is_closed = bool((entry := table.find(ai)) and entry.is_closed)
    return text


def bracketed(elements: Iterable[Element]) -> str:
    """In brackets, as it is typed."""
    return "".join(f"({ai}){value.replace('(', chr(92) + '(')}" for ai, value in elements)


def for_people(elements: Iterable[Element], *, titles: bool = False) -> list[str]:
    """One line per element, as it is printed beside a code; with GS1's data titles on request."""
    lines = []
    for ai, value in elements:
        entry = table.find(ai)
        title = f"{entry.title} " if titles and entry and entry.title else ""
        lines.append(f"{title}({ai}) {value}")
    return lines


def _check_length(text: str) -> None:
    if len(text) > LONGEST_TEXT:
        raise BadIdentifier("TEXT_TOO_LONG")


def _up_to_bracket(text: str) -> tuple[str, str]:
    """A value and what follows it, from the next "(" that is not escaped."""
    found = _VALUE.match(text)
    end = found.end() if found else 0
    return text[:end].replace("\\(", "("), text[end:]


def _entry(ai: str, *, allow_unknown: bool) -> Entry:
    entry = table.find(ai) or (table.unknown(ai) if allow_unknown else None)
    if entry is None:
        raise BadIdentifier("UNKNOWN_AI", ai)
    return entry


def _checked(entry: Entry, value: str) -> Element:
    values.check(entry, value)
    return Element(entry.ai, value)
