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
