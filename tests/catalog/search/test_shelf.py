"""Products in memory: sets, facets and orders stay true as products come and go."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from catalog.search.rules.documents import STARS, ProductSearch, SearchDocument, StarPeriod
from catalog.search.rules.shelf import Row, Shelf

DAYS = (date(2024, 1, 1), date(2026, 11, 22), date(2029, 1, 1))
NAMES = ("Gạo", "Đường", "Ấm trà", "Ổi", "Dừa", "gạo")
Step = tuple[int, str | None, int | None, int, str | None]


@st.composite
def steps(draw: st.DrawFn) -> Step:
    return (
        draw(st.integers(1, 6)),
        draw(st.sampled_from((*NAMES, None))),
        draw(st.sampled_from((None, 1, 2))),
        draw(st.sampled_from((0, 3, 4, 5))),
        draw(st.sampled_from((None, "01", "92"))),
    )


def document(step: Step) -> SearchDocument:
    number, name, group, count, province = step
    period = StarPeriod(count, date(2025, 1, 1), date(2027, 12, 31))
    return SearchDocument(
        number,
        f"s{number}",
        name or "",
        group_no=group,
        province_code=province,
        periods=(period,) if count else (),
    )


@given(st.lists(steps(), max_size=25), st.booleans())
def test_the_shelf_is_the_same_however_it_was_filled(taken: list[Step], asked_early: bool) -> None:
    kept: dict[int, SearchDocument] = {}
    shelf = Shelf()
    for step in taken:
        if asked_early:  # what is remembered of a day must follow every change
            shelf.browsing(DAYS[1])
        if step[1] is None:
            row = shelf.take(step[0])
            assert (row.document if row else None) == kept.pop(step[0], None)
        else:
            row = shelf.put(Row.of(document(step)))
            assert (row.document if row else None) == kept.get(step[0])
            kept[step[0]] = document(step)
    afresh = Shelf()
    for each in kept.values():
        afresh.put(Row.of(each))
    assert len(shelf) == len(afresh) == len(kept)
    for day in DAYS:
        assert listed(shelf, day) == listed(afresh, day)
        every = shelf.narrowed(ProductSearch(), shelf.filled, day)[1]
        assert every == afresh.narrowed(ProductSearch(), afresh.filled, day)[1]
        stars = [each.stars_on(day) for each in kept.values()]
        assert every.stars == {count: stars.count(count) for count in STARS if count in stars}


def listed(shelf: Shelf, day: date) -> list[int]:
    return [shelf.rows[place].document.id for place in shelf.browsing(day)]


def test_names_stand_in_vietnamese_order() -> None:
    shelf = Shelf()
    for number, name in enumerate(("Ổi", "Đường", "dừa", "Ấm", "Gạo"), 1):
        shelf.put(Row.of(SearchDocument(number, name, name)))
    names = [shelf.rows[place].document.name for place in shelf.browsing(DAYS[0])]
    assert names == ["Ấm", "dừa", "Đường", "Gạo", "Ổi"]
