"""Searching, by both engines: what is found, in what order, with which facets."""

import unicodedata
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.search.index import ProductIndex
from catalog.search.rules.documents import Facets, SearchDocument, SearchPage, asked
from tests.catalog.search.conftest import TODAY


def ids(index: ProductIndex, text: str) -> tuple[int, ...]:
    return index.search(asked(text), TODAY).ids


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("cà phê", (1, 2)),
        ("ca phe dak doa", (1,)),
        ("CA PHE", (1, 2)),
        (unicodedata.normalize("NFD", "CÀ PHÊ"), (1, 2)),
        ("cf", (1, 2)),
        ("coffee", (1, 2)),
        ("caf phee", (1, 2)),
        ("ca phee dak doa", (1,)),
        ("dak doa ca phe", (1,)),
        ("dừa", (3, 4)),
        ("dứa", (4, 3)),
        ("dua ben tre", (3,)),
        ("thơm", (4, 3)),
        ("ca p", (1, 2)),
        ("ca p ", (1, 2)),
        ("binh dinh", (1,)),
        ("phu quoc", (5,)),
        ("nuoc mam", (5, 4)),
        ("ruocan", ()),
        ("rượu cầnn", (6,)),
        ("keodua", (3,)),
        ("thực phẩm", (1,)),
        ("khongcogi", ()),
        ("khongcogi cungkhong", ()),
    ],
)
def test_a_text_finds_products_in_order(
    index: ProductIndex, text: str, found: tuple[int, ...]
) -> None:
    assert ids(index, text) == found


@pytest.mark.parametrize("text", ["", "   ", "\0", "!!!", "🍯🐝", "\u200b\ufeff", "\ud800"])
def test_without_words_everything_is_listed_by_stars_then_name(
    index: ProductIndex, text: str
) -> None:
    assert ids(index, text) == (1, 6, 3, 2, 4, 5)


def test_the_order_of_browsing_follows_the_day(index: ProductIndex) -> None:
    assert index.search(asked(), date(2026, 4, 1)).ids == (1, 5, 6, 3, 2, 4)
    assert index.search(asked(), date(2022, 1, 1)).ids == (4, 2, 1, 3, 5, 6)
    assert index.search(asked(), TODAY).ids == (1, 6, 3, 2, 4, 5)


def test_what_was_corrected_is_said(index: ProductIndex) -> None:
    assert index.search(asked("caf phee"), TODAY).corrected == "cà phê"
    assert index.search(asked("kẹo duaa"), TODAY).corrected == "kẹo dừa"
    assert index.search(asked("ca phe"), TODAY).corrected is None
    assert index.search(asked("khongcogi"), TODAY).corrected is None


def test_a_slip_that_makes_another_word_is_seen_by_its_neighbours(index: ProductIndex) -> None:
    page = index.search(asked("nuoc nam"), TODAY)  # "nam" is in "Nam Yang"
    assert page.ids == (5, 4)
    assert page.corrected == "nước mắm"


def test_a_word_that_nothing_has_is_left_out_aloud(index: ProductIndex) -> None:
    page = index.search(asked("cà phê dừa"), TODAY)
    assert page.ids == (1, 2)
    assert page.left_out == ("dừa",)


@pytest.mark.parametrize(
    ("text", "found", "left_out"),
    [
        ("cà phê phú quốc", (1, 2), ("phú", "quốc")),  # words that belong together go together
        ("xyzxyz cà phê", (1, 2), ("xyzxyz",)),
        ("đak đoa gia lai bánh", (1,), ("bánh",)),
        ("nước mắm hòn sơn nước", (5,), ()),
        ("cà mắm", (1, 2), ("mắm",)),
        ("phê cà", (1, 2), ()),
        ("xyzxyz xyyzzz", (), ()),
        ("a1 b2 c3 d4 e5 f6 g7 h8", (), ()),
    ],
)
def test_what_is_left_out(
    index: ProductIndex, text: str, found: tuple[int, ...], left_out: tuple[str, ...]
) -> None:
    page = index.search(asked(text), TODAY)
    assert (page.ids, page.left_out) == (found, left_out)


def test_facets_count_what_each_choice_would_leave(index: ProductIndex) -> None:
    page = index.search(asked(provinces=["52"], stars=["4"]), TODAY)
    assert page.ids == (1, 6)
    assert page.facets == Facets(
        sets={13: 1, 15: 1}, groups={1: 1, 2: 1}, stars={4: 2}, provinces={"52": 2}
    )
    page = index.search(asked(stars=["3", "4"], groups=["1"]), TODAY)
    assert page.ids == (1, 3)
    assert page.facets.groups == {1: 2, 2: 1}
    assert page.facets.provinces == {"52": 1, "86": 1}


def test_stars_are_those_of_the_day(index: ProductIndex) -> None:
    four = asked(stars=["4"])
    assert index.search(four, date(2026, 4, 30)).ids == (1, 5, 6)
    assert index.search(four, date(2026, 5, 1)).ids == (1, 6)
    assert index.search(four, date(2028, 1, 2)).ids == ()
    assert index.search(asked(stars=["5"]), date(2022, 1, 1)).ids == (4,)


def test_a_text_and_filters_together(index: ProductIndex) -> None:
    page = index.search(asked("cà phê", sets=["5"]), TODAY)
    assert page.ids == (2,)
    assert page.facets.sets == {5: 1, 13: 1}
    assert index.search(asked("cà phê", provinces=["99"]), TODAY).total == 0


def test_pages_part_the_answer(index: ProductIndex) -> None:
    pages = [index.search(asked(page=page, size=4), TODAY) for page in (1, 2, 3)]
    assert [page.ids for page in pages] == [(1, 6, 3, 2), (4, 5), ()]
    assert {page.total for page in pages} == {6}


def test_suggestions_go_on_from_what_is_typed(index: ProductIndex) -> None:
    assert index.suggest("ca") == ["cà phê đak đoa"]
    assert index.suggest("cà phê đ") == ["cà phê đak đoa"]
    assert index.suggest("keo ") == ["kẹo dừa bến tre"]
    assert index.suggest("cf") == ["cà phê đak đoa"]
    assert index.suggest("nuocmam") == ["nước mắm hòn sơn"]
    assert index.suggest("b") == ["bánh cà phê gia lai"]
    assert index.suggest("") == []
    assert index.suggest("khongcogi") == []


def test_an_empty_index_answers_too(empty: ProductIndex) -> None:
    empty.rebuild([], lambda count: None)
    assert empty.search(asked("gạo"), TODAY) == SearchPage()
    assert empty.search(asked(), TODAY).total == 0
    assert empty.suggest("g") == []


def test_a_changed_product_is_found_by_its_new_words_only(index: ProductIndex) -> None:
    changed = SearchDocument(
        1, "tra", "Trà sen", province_code="86", places=("Vĩnh Long",), kinds=("Đồ uống",)
    )
    assert index.update(1, lambda: changed)
    assert ids(index, "tra sen") == (1,)
    assert ids(index, "ca phe") == (2,)
    assert ids(index, "dak doa") == ()
    assert index.search(asked(provinces=["86"]), TODAY).ids == (3, 1)
    assert index.search(asked(stars=["4"]), TODAY).ids == (6,)


def test_a_withdrawn_product_is_gone(index: ProductIndex) -> None:
    assert index.update(1, lambda: None)
    assert index.update(77, lambda: None)
    assert ids(index, "dak doa") == ()
    assert index.search(asked(), TODAY).total == 5
    assert index.search(asked(), TODAY).facets.sets == {5: 1, 7: 2, 9: 1, 15: 1}
    assert index.check() == 5


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(max_size=60), page=st.integers(-3, 5))
def test_no_text_breaks_it(index: ProductIndex, text: str, page: int) -> None:
    index.search(asked(text, page=page), TODAY)
    index.suggest(text)


@pytest.mark.parametrize(
    "text", ["a" * 10_000, "gạo " * 3_000, "\0" * 500, "(((" * 100, "AND OR NOT *:* [1 TO 2]", "%_"]
)
def test_strange_texts_are_answered(index: ProductIndex, text: str) -> None:
    assert index.search(asked(text), TODAY).total >= 0
