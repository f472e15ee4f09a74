"""Abbreviations and regional words."""

from pathlib import Path

import pytest
import yaml

import catalog.search
from catalog.search.rules.plan import planned
from catalog.search.rules.synonyms import LONGEST, Synonyms
from catalog.search.rules.vocabulary import Vocabulary
from catalog.search.rules.words import read, split

FILE = Path(catalog.search.__file__).with_name("synonyms.yaml")
DATA = yaml.safe_load(FILE.read_text("utf-8"))
SYNONYMS = Synonyms(**DATA)


def wanted(text: str, known: str = "") -> list[list[str]]:
    vocabulary = Vocabulary()
    vocabulary.add(split(known), [])
    plan = planned(read(text), vocabulary, SYNONYMS)
    return [[" ".join(words) for words in part] for part in plan.wanted()]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("cf", [["ca phe"]]),
        ("cf bmt", [["ca phe"], ["buon ma thuot"]]),
        ("nmam", [["nuoc mam"]]),
        ("dtht", [["dong trung ha thao"]]),
        ("heo", [["heo", "lon"]]),
        ("lợn", [["lon", "heo"]]),
        ("trái cây", [["trai", "qua"], ["cay"]]),
        ("ngô", [["ngo", "bap"]]),
        ("roi", [["roi", "man"]]),
        ("mì", [["mi", "san", "khoai mi"]]),
        ("mi", [["mi", "san", "khoai mi"]]),
        ("my", [["mi"]]),
        ("mỹ", [["mi"]]),
        ("khoai mì", [["khoai mi", "san", "mi"]]),
        ("dậu phộng", [["dau phong", "lac"]]),
        ("cá lọc", [["ca"], ["loc"]]),
        ("cá lóc", [["ca loc", "ca qua"]]),
        ("gạo", [["gao"]]),
    ],
)
def test_words_bring_their_synonyms(text: str, parts: list[list[str]]) -> None:
    assert wanted(text) == parts


def test_an_abbreviation_that_is_also_a_brand_finds_both() -> None:
    assert wanted("cf", known="Bánh CF") == [["ca phe", "cf"]]


def test_the_table_is_in_order() -> None:
    texts = [*DATA["abbreviations"], *(word for line in DATA["same"] for word in line)]
    assert all(1 <= len(split(text)) <= LONGEST for text in texts)
    shorts = [split(short)[0].folded for short in DATA["abbreviations"]]
    assert len(shorts) == len(set(shorts))
    assert all(len(line) > 1 for line in DATA["same"])


def test_names_written_in_several_ways_do_not_ask_for_accents() -> None:
    assert {"dak", "lak", "kon"} <= SYNONYMS.accents_free
