"""Reading text as words."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.search.rules.words import MAX_WORD, MAX_WORDS, read, split


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Cà phê Đak Đoa", "ca phe dak doa"),
        (unicodedata.normalize("NFD", "NƯỚC MẮM"), "nuoc mam"),
        ("gạo ST25, 5kg", "gao st25 5kg"),
        ("  ", ""),
        ("!!! --- ???", ""),
        ("\0\0", ""),
        ("mật\u200bong", "matong"),
        ("🍯 mật 🍯 ong", "mat ong"),
        ("Bà Rịa - Vũng Tàu", "ba ria vung tau"),
        ("bánh_pía", "banh pia"),
        ("кофе cà phê", "кофе ca phe"),
        ("\ud800gạo", "gao"),
    ],
)
def test_words_are_folded(text: str, folded: str) -> None:
    assert " ".join(word.folded for word in read(text)) == folded


@pytest.mark.parametrize(
    ("one", "other"),
    [("hoà", "hòa"), ("thuỷ", "thủy"), ("mỳ", "mì"), ("Lý", "lí"), ("quý", "quí"), ("CÀ", "cà")],
)
def test_two_ways_of_writing_are_one_exact_word(one: str, other: str) -> None:
    assert split(one)[0].exact == split(other)[0].exact
    assert split(one)[0].folded == split(other)[0].folded


@pytest.mark.parametrize(("one", "other"), [("dừa", "dứa"), ("bơ", "bò"), ("đa", "da")])
def test_accents_make_different_exact_words(one: str, other: str) -> None:
    assert split(one)[0].exact != split(other)[0].exact


@pytest.mark.parametrize("word", ["tay", "thuy", "may", "y"])
def test_y_stays_where_it_is_no_i(word: str) -> None:
    assert split(word)[0].folded == word


def test_a_query_is_cut_to_what_is_read() -> None:
    words = read("a" * 10_000 + " b")
    assert [len(word.folded) for word in words] == [MAX_WORD]
    assert len(read("gạo " * 5_000)) == MAX_WORDS


@given(st.text(max_size=400))
def test_any_text_is_read(text: str) -> None:
    for word in read(text):
        assert word.folded
        assert " " not in word.folded + word.exact
        assert split(word.typed) == (word,)
