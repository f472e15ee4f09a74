"""Batch codes that people can read and type, and how long goods keep."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import StrEnum

from catalog.kernel import codes
from catalog.kernel.text import fold

LONGEST_PRODUCER_TEXT = 20
# A letter or digit, then what GS1 allows in a batch text (AI 10) and a farmer can type.
PRODUCER_TEXT = re.compile(r"[A-Za-z0-9][A-Za-z0-9./_-]{0,19}")
MOST = 10**9
"""Of anything: a million tonnes. More is a slip of the finger."""
EARLIEST, LATEST = date(2000, 1, 1), date(2200, 12, 31)
"""Goods of an earlier day, or good until a later one, are a slip of the finger."""
_RANDOM = 5
_SIGNS = 2 + 4 + _RANDOM + 1
_LETTERS = frozenset(codes.ALPHABET) - frozenset("0123456789")


class BatchKind(StrEnum):
    """Where in its life the goods of a batch are."""

    HARVEST = "harvest"
    INTERMEDIATE = "intermediate"
    PACKED = "packed"


class Unit(StrEnum):
    """What quantities are kept in; what was entered (tạ, yến, chai) stands beside it."""

    KILOGRAM = "kg"
    LITRE = "l"
    PIECE = "piece"


class RecallState(StrEnum):
    """Whether goods may be used, least grave first; who sets it and why is in recalls."""

    NORMAL = "normal"
    QUARANTINED = "quarantined"
    CLOSED = "closed"  # the recall has been carried out; packs still at home stay recalled
    RECALLED = "recalled"


class CustodyModel(StrEnum):
    """How goods were kept apart on the way, strictest first; the names of ISO 22095:2020.

    "Book and claim" is left out: it says nothing about the goods in the pack.
    """

    IDENTITY_PRESERVED = "identity_preserved"
    SEGREGATED = "segregated"
    CONTROLLED_BLENDING = "controlled_blending"
    MASS_BALANCE = "mass_balance"


def loosest(models: Iterable[str]) -> CustodyModel | None:
    """The most that can be claimed of goods made of these; None when nothing was declared."""
    order = list(CustodyModel)
    return max((CustodyModel(model) for model in models), key=order.index, default=None)


def is_stricter(model: str, than: str) -> bool:
    order = list(CustodyModel)
    return order.index(CustodyModel(model)) < order.index(CustodyModel(than))


def is_stopped(state: str) -> bool:
    """Whether goods in this state may neither be sold nor put into other goods."""
    return state != RecallState.NORMAL


def gravest(states: Iterable[str]) -> RecallState:
    """The state that counts for goods made of batches in these states."""
    return max((RecallState(state) for state in states), key=list(RecallState).index)


def public_code(name: str, day: date, random_body: str) -> str:
    """A code such as CR2611-03K7M-X: initials, year and month, five random signs, a check.

    The five signs make one guess in 28 million right, so nobody lists a producer's batches.
    """
    body = f"{_initials(name)}{day:%y%m}-{random_body}-"
    return codes.with_check(body)


def new_code(name: str, day: date) -> str:
    return public_code(name, day, codes.random_body(_RANDOM))


def as_printed(typed: str) -> str:
    """What a person typed, as the code is printed: look-alikes and lost hyphens put right."""
    code = codes.canonical(typed)
    bare = "".join(char for char in code if char in codes.ALPHABET)
    if len(bare) == _SIGNS and re.fullmatch(r"[A-Z]{2}[0-9]{4}.*", bare):
        return f"{bare[:6]}-{bare[6:-1]}-{bare[-1]}"
    return code


def is_code(code: str) -> bool:
    """Whether `code` could have been printed by us: the check character fits."""
    return len(code) <= LONGEST_PRODUCER_TEXT and codes.has_valid_check(code)


def near_misses(code: str) -> Iterator[str]:
    """Every code one wrong sign or one swap of neighbours away whose check character fits."""
    for place, sign in enumerate(code):
        if sign == "-":
            continue
        for other in codes.ALPHABET:
            changed = code[:place] + other + code[place + 1 :]
            if other != sign and codes.has_valid_check(changed):
                yield changed
        following = code[place + 1 : place + 2]
        if following not in ("", "-", sign):
            swapped = code[:place] + following + sign + code[place + 2 :]
            if codes.has_valid_check(swapped):
                yield swapped


def best_before(made_on: date, shelf_life_days: int) -> date:
    """The last day of the shelf life, the day of making not counted."""
    return made_on + timedelta(days=shelf_life_days)


def is_possible(day: date | None) -> bool:
    """Whether goods of today may carry this day; not saying one is possible too."""
    return day is None or EARLIEST <= day <= LATEST


def is_past(last_day: date | None, day: date) -> bool:
    """Whether `day` is after the best-before date; goods without one are never past it."""
    return last_day is not None and day > last_day


def _initials(name: str) -> str:
    """The first two initials that cannot be misread; X where a name has none."""
    initials = [word[0].upper() for word in re.split(r"[^a-z]+", fold(name)) if word]
    return ("".join(sign for sign in initials if sign in _LETTERS) + "XX")[:2]
