"""Documents, questions and pages."""

from datetime import date

import pytest

from catalog.search.rules.documents import (
    LAST_PAGE,
    PAGE_SIZE,
    ProductSearch,
    SearchDocument,
    SearchPage,
    StarPeriod,
    asked,
    from_json,
    to_json,
)
from tests.catalog.search.conftest import DOCUMENTS

PERIOD = StarPeriod(4, date(2024, 3, 1), date(2027, 2, 28))


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (date(2024, 2, 29), False),
        (date(2024, 3, 1), True),
        (date(2027, 2, 28), True),
        (date(2027, 3, 1), False),
    ],
)
def test_stars_hold_from_the_first_to_the_last_day(day: date, holds: bool) -> None:
    assert PERIOD.holds_on(day) is holds


def test_the_highest_of_several_stars_counts() -> None:
    three = StarPeriod(3, date(2020, 1, 1), date(2030, 1, 1))
    document = SearchDocument(1, "a", "A", periods=(three, PERIOD))
    assert document.stars_on(date(2025, 1, 1)) == 4
    assert document.stars_on(date(2028, 1, 1)) == 3
    assert document.stars_on(date(2031, 1, 1)) == 0


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.slug)
def test_a_document_comes_back_from_json(document: SearchDocument) -> None:
    assert from_json(to_json(document)) == document


def test_values_of_a_browser_become_a_question() -> None:
    search = asked("gạo", ["13", "5"], ["1"], ["4"], ["52"], "3", "10")
    assert search == ProductSearch(
        text="gạo",
        sets=frozenset({13, 5}),
        groups=frozenset({1}),
        stars=frozenset({4}),
        provinces=frozenset({"52"}),
        page=3,
        size=10,
    )
    assert search.has_filters


@pytest.mark.parametrize(
    "rubbish", [None, "", "x", "-1", "1.5", "９９", "1e3", "9" * 50, b"4", {}, [], 4.5, True, "²"]
)
def test_rubbish_is_left_out(rubbish: object) -> None:
    search = asked(rubbish, [rubbish], [rubbish], [rubbish], [None, rubbish], rubbish, rubbish)
    assert not (search.sets or search.groups or search.stars)
    assert (search.page, search.size) == (1, PAGE_SIZE)
    assert asked(sets=rubbish).sets == frozenset()  # type: ignore[arg-type]  # what a bad caller does


def test_limits_hold() -> None:
    search = asked(sets=list(range(1000)), page=10**9, size=10**9)
    assert len(search.sets) == 40
    assert search.page == 1
    assert asked(page=LAST_PAGE + 5).page == LAST_PAGE
    assert asked(size=500).size == 100
    assert asked(stars=["1", "5"]).stars == {5}


@pytest.mark.parametrize(("total", "pages"), [(0, 1), (24, 1), (25, 2), (49, 3)])
def test_pages_are_counted(total: int, pages: int) -> None:
    assert SearchPage(total=total).pages == pages
