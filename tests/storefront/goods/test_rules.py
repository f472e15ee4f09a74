"""What is worth adding depends on the goods; a mark is what buyers can hold a seller to."""

from decimal import Decimal

import pytest

from storefront.goods.rules import MARKS, Marks, Task, fitting, is_untold, marks, to_do


def test_of_food_with_a_batch_everything_can_be_said() -> None:
    assert fitting(1, has_batch=True) == list(Task)
    assert fitting(None, has_batch=True) == list(Task)


def test_without_a_batch_there_is_no_harvest_to_tell() -> None:
    assert not {Task.HARVEST, Task.AREA} & set(fitting(1, has_batch=False))


@pytest.mark.parametrize("group", [4, 5, 6])
def test_nobody_eats_crafts_plants_or_visits(group: int) -> None:
    left = set(fitting(group, has_batch=True))
    assert not {Task.SHELF_LIFE, Task.INGREDIENTS, Task.HARVEST, Task.AREA} & left
    assert {Task.STORY, Task.PHOTOS} <= left


def test_what_is_done_is_not_asked_again() -> None:
    offered = fitting(1, has_batch=True)
    assert to_do(offered, [Task.PHOTOS, Task.STORY]) == [
        task for task in Task if task not in (Task.PHOTOS, Task.STORY)
    ]


@pytest.mark.parametrize("task", list(Task))
def test_each_mark_counts_once_and_nothing_else_counts(task: Task) -> None:
    offered = fitting(1, has_batch=True)
    assert marks(offered, []) == Marks(0, len(MARKS))
    assert marks(offered, [task]).have == (task in MARKS)


def test_a_mark_that_cannot_be_had_is_not_missed() -> None:
    crafts = fitting(4, has_batch=True)
    assert marks(crafts, crafts) == Marks(3, 3)


@pytest.mark.parametrize(
    ("size", "amount", "unit", "untold"),
    [
        ("chai", 1, "piece", True),
        ("gói", 1, "piece", True),
        ("cái", 1, "piece", False),
        ("hộp 4 cái", 4, "piece", False),
        ("chai 500 ml", 500, "ml", False),
        ("kg", 1000, "g", False),
    ],
)
def test_a_pack_of_which_only_is_known_that_it_is_one(
    size: str, amount: int, unit: str, untold: bool
) -> None:
    assert is_untold(size, Decimal(amount), unit) is untold
