"""What a change of number is, and how it may end. Pure."""

from collections.abc import Collection
from enum import StrEnum

LONGEST_NOTE = 300
LONGEST_WORDS = 200
SHORTEST_WORDS = 2
PER_HOUR = "20 per hour"
LINKS_PER_HOUR = "60 per hour"
LINK = "stop a changed number"
"""What the token of a link is made for (catalog/kernel/sealing.py)."""


class Kind(StrEnum):
    """Who wants another number."""

    OWN = "own"  # the person, signed in, who has shown that the new number is theirs
    LOST = "lost"  # an officer, for a person whose phone is gone


class State(StrEnum):
    """Once it is no longer waiting it never changes."""

    WAITING = "waiting"
    DONE = "done"
    STOPPED = "stopped"
    IMPOSSIBLE = "impossible"  # somebody had the number first, or the account is closed


class Seen(StrEnum):
    """How an officer knows who asks. No pictures of papers are kept."""

    PAPER = "paper"
    VOUCHED = "vouched"
    VISITED = "visited"


def may_be_recovered(roles: Collection[str], *, is_active: bool) -> bool:
    """Whoever has rights over the platform is not let in again by a colleague alone."""
    return is_active and not roles


def may_confirm(asked_by_id: int | None, officer_id: int | None) -> bool:
    """A second look is somebody else's."""
    return officer_id is not None and officer_id != asked_by_id
