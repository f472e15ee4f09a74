"""Rules of legal pages."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from storefront.legal import rules
from storefront.legal.queries import PACKAGED
from storefront.legal.rules import Block, Page


@dataclass(frozen=True)
class Text:
    name: str
    valid_from: date


OLD, NEW = Text("cũ", date(2026, 1, 1)), Text("mới", date(2026, 7, 1))
SAME = Text("sửa", date(2026, 7, 1))


@pytest.mark.parametrize(
    ("on", "found"),
    [
        (date(2025, 12, 31), None),
        (date(2026, 1, 1), OLD),
        (date(2026, 6, 30), OLD),
        (date(2026, 7, 1), SAME),
    ],
)
def test_the_newest_version_that_has_begun_counts(on: date, found: Text | None) -> None:
    assert rules.in_force([NEW, OLD, SAME], on) == found


def test_a_text_is_headings_paragraphs_and_lists() -> None:
    text = "## Một\nDòng đầu\ndòng hai\n\n- ý 1\n- ý 2\nDòng cuối\n## Hai\n## Ba"
    assert rules.blocks_of(text) == [
        Block("heading", ("Một",)),
        Block("paragraph", ("Dòng đầu dòng hai",)),
        Block("list", ("ý 1", "ý 2")),
        Block("paragraph", ("Dòng cuối",)),
        Block("heading", ("Hai",)),
        Block("heading", ("Ba",)),
    ]
    assert rules.blocks_of("") == []


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("page", Page)
def test_every_page_comes_with_a_sample_in_both_languages(page: Page, language: str) -> None:
    text = (PACKAGED / f"{page.value}.{language}.txt").read_text("utf-8")
    assert len(text) <= rules.LONGEST_BODY
    assert rules.blocks_of(text)[0].kind == "heading"


@pytest.mark.parametrize("file", sorted(PACKAGED.glob("*.txt")), ids=lambda file: file.name)
def test_a_sample_says_no_time_that_a_dated_row_says(file: Path) -> None:
    """The 72 hours are the platform's own towards the authority, not a deadline of anybody here."""
    said = re.findall(r"\d+ (?:ngày|giờ|tháng|days?|hours?|months?)", file.read_text("utf-8"))
    assert set(said) <= {"72 giờ", "72 hours"}
