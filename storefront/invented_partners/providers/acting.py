"""What a visitor does on an invented partner's page, and how its calls may fail."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from storefront.payment_partners.providers.base import Incoming


class Act(StrEnum):
    """The buttons of an invented page."""

    PAY = "tra"
    OTHER_AMOUNT = "tra-lech"
    DECLINE = "tu-choi"
    EXPIRE = "het-gio"
    LATE = "tra-muon"
    FORGE = "tin-gia"


class Mood(StrEnum):
    """How a call goes wrong."""

    LOST = "lost"  # never arrived
    SILENT = "silent"  # done, and not answered


@dataclass(frozen=True)
class Paper:
    """What an invented page shows."""

    name: str
    number: str
    """Of the purchase: a page leads back to it."""
    reference: str
    amount: int
    is_open: bool


class Fake(Protocol):
    """An invented partner, as its page and the tests use it."""

    moods: list[Mood]
    """How the next calls go wrong, the first first; empty: all is well."""

    def paper(self, name: str) -> Paper | None:
        """What is to be paid under this name; None when there is no such thing."""
        ...

    def act(self, name: str, act: Act, now: datetime) -> list[Incoming]:
        """Do it, and give the messages that follow."""
        ...


def take_mood(moods: list[Mood], wanted: Iterable[Mood]) -> bool:
    """Whether the next call goes wrong in one of these ways; that mood is over then."""
    if moods and moods[0] in set(wanted):
        moods.pop(0)
        return True
    return False


OFF_BY = 1
"""How many đồng are missing when the amount is wrong."""
