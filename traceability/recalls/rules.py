"""The states of a recall, who follows whom, and what they stop."""

from collections.abc import Iterable
from enum import StrEnum


class RecallState(StrEnum):
    """Later states are graver, except that a closed recall is one that has been carried out."""

    NORMAL = "normal"
    QUARANTINED = "quarantined"
    CLOSED = "closed"
    RECALLED = "recalled"


NEXT = {
    RecallState.NORMAL: frozenset({RecallState.QUARANTINED, RecallState.RECALLED}),
    RecallState.QUARANTINED: frozenset({RecallState.NORMAL, RecallState.RECALLED}),
    RecallState.RECALLED: frozenset({RecallState.CLOSED}),
    # Something more was found: the recall is opened again. It never becomes normal.
    RecallState.CLOSED: frozenset({RecallState.RECALLED}),
}


def may_follow(old: RecallState, new: RecallState) -> bool:
    return new in NEXT[old]


def is_stopped(state: str) -> bool:
    """Whether goods in this state may neither be sold nor put into other goods."""
    return state != RecallState.NORMAL


def gravest(states: Iterable[str]) -> RecallState:
    """The state that counts for goods made of batches in these states."""
    return max((RecallState(state) for state in states), key=list(RecallState).index)
