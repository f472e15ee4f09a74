"""What figures say: spans, trends, hidden people, topics of questions."""

from datetime import date

import pytest

from storefront.insight import drawing, rules
from storefront.insight.drawing import Figure
from storefront.insight.rules import Hint, Topic, Trend


def test_weeks_begin_on_monday_and_the_present_one_is_last() -> None:
    weeks = rules.weeks_until(date(2026, 11, 22), 3)  # a Sunday
    assert weeks == [date(2026, 11, 2), date(2026, 11, 9), date(2026, 11, 16)]
    assert rules.weeks_until(date(2026, 11, 23), 1) == [date(2026, 11, 23)]


def test_months_go_over_the_year() -> None:
    months = rules.months_until(date(2027, 2, 28), 4)
    assert months == [date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1), date(2027, 2, 1)]


@pytest.mark.parametrize(
    ("now", "before", "how"),
    [(14, 11, Trend.MORE), (3, 5, Trend.LESS), (4, 4, Trend.SAME), (0, 0, Trend.NONE)],
)
def test_trends(now: int, before: int, how: Trend) -> None:
    assert rules.trend(now, before) == how


@pytest.mark.parametrize(
    ("counts", "shown", "few", "unsaid"),
    [
        ({}, (), 0, 0),
        ({"": 9}, (), 0, 9),
        ({"Gia Lai": 4}, (), 4, 0),
        ({"Gia Lai": 5}, (("Gia Lai", 5),), 0, 0),
        # Five together hide each of them.
        ({"Huế": 9, "Cần Thơ": 3, "An Giang": 2}, (("Huế", 9),), 5, 0),
        # One of four alone would be told by the sum: the smallest shown one hides with it.
        ({"Huế": 9, "Gia Lai": 6, "Cần Thơ": 1, "": 2}, (("Huế", 9),), 7, 2),
        ({"Huế": 9, "Cần Thơ": 1}, (), 10, 0),
    ],
)
def test_few_people_are_not_told_apart(
    counts: dict[str, int], shown: tuple[tuple[str, int], ...], few: int, unsaid: int
) -> None:
    found = rules.by_place(counts)
    assert (found.shown, found.few, found.unsaid) == (shown, few, unsaid)
    assert found.total == sum(counts.values())
    assert found.few == 0 or found.few >= rules.HIDDEN_UNDER or not found.shown


@pytest.mark.parametrize(("count", "told"), [(0, 0), (1, None), (4, None), (5, 5), (50, 50)])
def test_a_number_of_people_is_told_from_five_on(count: int, told: int | None) -> None:
    assert rules.told(count) == told


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Hạn dùng bao lâu vậy chị?", Topic.KEEPS),
        ("Mở nắp rồi để được bao lâu?", Topic.KEEPS),
        ("Có phải để tủ lạnh không", Topic.STORAGE),
        ("Ship về Hà Nội mấy ngày?", Topic.DELIVERY),
        ("bao giờ có hàng lại", Topic.STOCK),
        ("Mua nhiều có bớt không?", Topic.PRICE),
        ("Có chai nhỏ hơn không?", Topic.SIZE),
        ("Có đường hay chất bảo quản gì không", Topic.STORAGE),
        ("Thành phần có đường không", Topic.INSIDE),
        ("Vườn ở đâu ạ", Topic.ORIGIN),
        ("Pha phin hay pha máy?", Topic.USE),
        ("Chào shop", Topic.OTHER),
        ("", Topic.OTHER),
    ],
)
def test_what_a_question_is_about(text: str, topic: Topic) -> None:
    assert rules.topic_of(text) == topic


def test_topics_are_counted_and_what_fits_nothing_comes_last() -> None:
    texts = ["alo", "alo", "alo", "hạn dùng?", "hạn dùng?", "giao mấy ngày"]
    assert rules.count_topics(texts) == [
        (Topic.KEEPS, 2),
        (Topic.DELIVERY, 1),
        (Topic.OTHER, 3),
    ]


def test_what_three_asked_and_the_page_does_not_say_is_a_hint() -> None:
    asked = [(1, "hạn dùng?")] * 3 + [(2, "hạn dùng?")] * 3 + [(1, "bảo quản sao")] * 2
    unsaid = {1: frozenset({"shelf_life_days", "storage"}), 2: frozenset({"storage"})}
    assert rules.hints(asked, unsaid) == [Hint(1, Topic.KEEPS, 3)]


@pytest.mark.parametrize(
    ("highest", "top"),
    [(0, 2), (2, 2), (3, 4), (5, 6), (7, 10), (10, 10), (11, 20), (45, 60), (99, 100),
     (101, 200), (1_250_000, 2_000_000)],
)  # fmt: skip
def test_scales_end_on_a_round_even_number(highest: int, top: int) -> None:
    assert drawing.top_of(highest) == top
    assert top % 2 == 0


def figures(*values: int) -> list[Figure]:
    return [Figure(str(place), value, f"{value}") for place, value in enumerate(values)]


def test_bars_stand_on_the_ground_within_the_picture() -> None:
    chart = drawing.bars(figures(0, 1, 50, 100))
    ground = drawing.HEIGHT - drawing.BOTTOM
    for bar in chart.bars:
        assert bar.x >= drawing.LEFT
        assert bar.x + bar.width <= drawing.WIDTH - drawing.RIGHT
        assert bar.y >= drawing.TOP
        assert bar.y + bar.height == pytest.approx(ground)
    none, few, half, all_ = (bar.height for bar in chart.bars)
    assert (none, few) == (0, 1.5)
    assert all_ == pytest.approx(2 * half)
    assert [one.text for one in chart.rungs] == ["0", "50", "100"]


def test_marks_of_many_bars_leave_each_other_room_and_the_last_has_one() -> None:
    chart = drawing.bars(figures(*range(12)))
    assert [bar.has_mark for bar in chart.bars][-1]
    assert sum(bar.has_mark for bar in chart.bars) == 6


def test_a_line_goes_through_every_value() -> None:
    chart = drawing.line(figures(1, 3, 2))
    assert chart.line.count("L") == 2
    assert drawing.line(figures(1)).line == ""
    assert drawing.lying([]).height > 0
