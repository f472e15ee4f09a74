"""What reviews add up to."""

import pytest

from storefront.reviews.rules import Summary, author_of


@pytest.mark.parametrize(
    ("count", "points", "has_average", "average"),
    [
        (0, 0, False, "0.0"),
        (2, 10, False, "5.0"),
        (3, 13, True, "4.3"),
        (3, 14, True, "4.7"),
        (20, 87, True, "4.4"),  # 4,35: a half goes up
        (4, 4, True, "1.0"),
    ],
)
def test_an_average_needs_three(count: int, points: int, has_average: bool, average: str) -> None:
    summary = Summary(count, points)
    assert (summary.has_average, summary.average) == (has_average, average)


@pytest.mark.parametrize(
    ("name", "shown"), [("Trần Thị Mận", "Mận, Cần Thơ"), ("  ", "?, Cần Thơ")]
)
def test_only_given_name_and_province_are_shown(name: str, shown: str) -> None:
    assert author_of(name, "Cần Thơ") == shown
