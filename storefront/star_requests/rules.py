"""What a request of stars is, and which records of the register may be what it means."""

from dataclasses import dataclass
from enum import StrEnum

LONGEST_REASON = 500
MOST_CANDIDATES = 20
NEW_PER_ACCOUNT = "30 per hour"


class State(StrEnum):
    """What became of a request."""

    WAITING = "waiting"
    ATTACHED = "attached"  # a recognition of the register was moved to the product
    ENTERED = "entered"  # an officer entered one by its decision
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"  # whoever asked took it back


class Whose(StrEnum):
    """Who has the record of the register that may be meant."""

    SAME = "same"
    NOBODY = "nobody"  # a producer without people here, or none
    OTHER = "other"


@dataclass(frozen=True)
class Likeness:
    """What a record of the register has in common with what was asked for."""

    number: bool
    producer: bool
    name: bool

    @property
    def weight(self) -> int:
        """The number of the decision tells most, then who made it, then how it is called."""
        return 4 * self.number + 2 * self.producer + self.name


def obstacle(*, is_sold: bool, has_batches: bool, whose: Whose) -> str | None:
    """Why the recognition of a record cannot be moved; None where it can."""
    if is_sold:
        return "sold"
    if has_batches:
        return "batches"
    return "other" if whose is Whose.OTHER else None
