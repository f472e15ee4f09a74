"""What is worth adding to a product, gently, and which of it buyers can hold a seller to. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from catalog.products.rules import is_net_untold

ENOUGH_PHOTOS = 3
MOST_PHOTOS = 8
EATEN = frozenset({1, 2, 3})
"""Groups of goods that people eat, drink or take: food, drinks, medicinal plants."""

COUNTED = frozenset({"cái", "con", "quả", "bó", "cây", "bánh"})
"""Goods that are sold one by one: one of them is all a pack holds."""


class Task(StrEnum):
    """One thing to add, the easiest first."""

    PHOTOS = "photos"
    NET = "net"
    SUMMARY = "summary"
    HARVEST = "harvest"
    AREA = "area"
    SHELF_LIFE = "shelf_life"
    INGREDIENTS = "ingredients"
    STORY = "story"
    PRODUCT_SET = "product_set"
    GTIN = "gtin"
    STARS = "stars"


MARKS = frozenset(
    {
        Task.NET,
        Task.HARVEST,
        Task.AREA,
        Task.SHELF_LIFE,
        Task.INGREDIENTS,
        Task.STORY,
        Task.GTIN,
    }
)
"""A mark of trust (dấu tin cậy) is a fact that buyers read and can check the goods against."""
_ONLY_EATEN = frozenset({Task.SHELF_LIFE, Task.INGREDIENTS, Task.HARVEST, Task.AREA})
_OF_A_BATCH = frozenset({Task.HARVEST, Task.AREA})


@dataclass(frozen=True)
class Marks:
    """How many marks of trust there are, of how many there could be."""

    have: int
    most: int


def fitting(group: int | None, *, has_batch: bool) -> list[Task]:
    """What can be said of goods of this group; of unknown goods all of it."""
    left_out: set[Task] = set()
    if group is not None and group not in EATEN:
        left_out |= _ONLY_EATEN
    if not has_batch:
        left_out |= _OF_A_BATCH
    return [task for task in Task if task not in left_out]


def to_do(offered: Collection[Task], done: Collection[Task]) -> list[Task]:
    """What is left to add, the easiest first."""
    return [task for task in Task if task in offered and task not in done]


def marks(offered: Collection[Task], done: Collection[Task]) -> Marks:
    """Counted from what is there, never stored."""
    most = MARKS & set(offered)
    return Marks(len(most & set(done)), len(most))


def is_untold(size: str, net_amount: Decimal, net_unit: str) -> bool:
    """Whether nobody said what a pack of this size holds."""
    return is_net_untold(net_amount, net_unit) and size not in COUNTED
