"""What is known, completed and corrected."""

import pytest

from catalog.search.rules.vocabulary import Vocabulary
from catalog.search.rules.words import split

NAMES = (
    "Cà phê Đak Đoa",
    "Cà phê rang xay",
    "Cà phê",
    "Cá khô một nắng",
    "Nước mắm Phú Quốc",
    "Mật ong rừng",
    "Gạo ST25",
    "Gạo nếp",
    "Bánh tráng",
    "Bánh tráng dừa",
    "Kẹo dừa",
)


@pytest.fixture
def vocabulary() -> Vocabulary:
    made = Vocabulary()
    for name in NAMES:
        made.add(split(name), ["Gia Lai"])
    return made


@pytest.mark.parametrize(
    ("typed", "before", "after", "meant"),
    [
        ("phee", "ca", None, ("phe",)),
        ("ph", "ca", "dak", ("phe",)),
        ("hpe", "ca", None, ("phe",)),
        ("gaoj", None, None, ("gao",)),
        ("ga5o", None, None, ("gao",)),
        ("gaoo", None, None, ("gao",)),
        ("matong", None, None, ("mat", "ong")),
        ("nuocmam", None, None, ("nuoc", "mam")),
        ("trag", "banh", None, ("trang",)),
        ("9999", None, None, ()),
        ("x", None, None, ()),
        ("zz", None, None, ()),
        ("khongcogi", None, None, ()),
        ("q" * 30, None, None, ()),
    ],
)
def test_unknown_words_are_corrected_by_their_neighbours(
    vocabulary: Vocabulary, typed: str, before: str, after: str, meant: tuple[str, ...]
) -> None:
    assert vocabulary.correct(typed, before, after) == meant


def test_a_prefix_is_completed_with_what_follows_the_word_before(vocabulary: Vocabulary) -> None:
    assert vocabulary.complete("d", "keo")[0] == "dua"
    assert vocabulary.complete("d", "phe")[0] == "dak"
    assert vocabulary.complete("zz", None) == []


def test_at_most_ten_completions() -> None:
    vocabulary = Vocabulary()
    vocabulary.add(split(" ".join(f"a{number}" for number in range(30))), [])
    assert len(vocabulary.complete("a", None)) == 10


def test_words_are_written_as_products_write_them(vocabulary: Vocabulary) -> None:
    assert vocabulary.write(["ca", "phe"]) == "cà phê"
    assert vocabulary.write(["ca", "kho"]) == "cá khô"
    assert vocabulary.write(["gao", "xyz"]) == "gạo xyz"


@pytest.mark.parametrize(
    ("start", "phrases"),
    [
        ("ca p", ["cà phê", "cà phê rang xay", "cà phê đak đoa", "cà phê rang", "cà phê đak"]),
        ("banh", ["bánh tráng", "bánh tráng dừa"]),
        ("gia", ["gia lai"]),
        ("zzz", []),
    ],
)
def test_phrases_begin_as_typed_the_frequent_first(
    vocabulary: Vocabulary, start: str, phrases: list[str]
) -> None:
    found = vocabulary.phrases(start, 8)
    assert found[:1] == phrases[:1]
    assert set(found) <= set(phrases)


def test_a_syllable_with_several_meanings_is_no_phrase(vocabulary: Vocabulary) -> None:
    assert "gạo" in vocabulary.phrases("ga", 8)
    assert not {"cà", "cá"} & set(vocabulary.phrases("c", 8))


def test_two_words_may_be_one(vocabulary: Vocabulary) -> None:
    assert vocabulary.joined("st", "25") == "st25"
    assert vocabulary.joined("ca", "phe") is None


def test_what_is_added_and_removed_leaves_nothing_behind(vocabulary: Vocabulary) -> None:
    vocabulary.complete("c", None)
    for name in NAMES:
        vocabulary.remove(split(name), ["Gia Lai"])
    assert not vocabulary.knows("ca")
    assert not vocabulary.knows("gia")
    assert not vocabulary.writes("ca`")
    assert vocabulary.phrases("", 8) == []
    assert vocabulary.complete("", None) == []


def test_a_shared_text_is_known_while_one_product_has_it(vocabulary: Vocabulary) -> None:
    vocabulary.remove(split("Cà phê"), ["Gia Lai"])
    assert vocabulary.knows("lai")
