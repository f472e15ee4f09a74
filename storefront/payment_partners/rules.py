"""What partners say of money on its way back and of complaints, in words of ours. Pure."""

from enum import StrEnum


class RefundState(StrEnum):
    """How far money on its way back came."""

    PREPARED = "prepared"
    UNKNOWN = "unknown"  # not answered, or the partner is still at it
    SENT = "sent"
    REFUSED = "refused"


class DisputeState(StrEnum):
    """What became of a card holder's complaint to the bank."""

    OPEN = "open"
    WON = "won"
    LOST = "lost"
    APPEALED = "appealed"  # decided, and the bank thinks about it again


RUNNING = frozenset({DisputeState.OPEN, DisputeState.APPEALED})
"""Complaints that the bank has not decided."""


def follows(start: str, end: str, *, is_later: bool) -> bool:
    """Whether the word on a complaint counts that comes after another; words come in any order.

    What the bank decided gives way to nothing but a later decision or appeal.
    """
    if start == DisputeState.OPEN:
        return end != DisputeState.OPEN
    return is_later and end not in (DisputeState.OPEN, start)
