"""What reviews may say and what they add up to. Pure."""

from dataclasses import dataclass
from enum import StrEnum

LONGEST_TEXT = 1500
LONGEST_ANSWER = 1000
LONGEST_REASON = 300
POINTS = (5, 4, 3, 2, 1)
ENOUGH = 3
"""Of fewer reviews no average is shown: one voice is not a verdict."""


class Act(StrEnum):
    """What was done about a review."""

    REPORTED = "reported"
    HIDDEN = "hidden"
    SHOWN = "shown"
    KEPT = "kept"  # looked at after a report, and left


@dataclass(frozen=True)
class Summary:
    """How many reviews a product has, and their points together."""

    count: int = 0
    points: int = 0

    @property
    def has_average(self) -> bool:
        return self.count >= ENOUGH

    @property
    def tenths(self) -> int:
        """The average in tenths of a point, a half up: 43 is 4.3."""
        return (20 * self.points + self.count) // (2 * self.count) if self.count else 0

    @property
    def average(self) -> str:
        """ "4.3", for machines."""
        return f"{self.tenths // 10}.{self.tenths % 10}"


def author_of(name: str, province: str) -> str:
    """The given name and the province: "Mận, Cần Thơ". The whole name is nobody's business."""
    words = name.split()
    return f"{words[-1] if words else '?'}, {province}"
