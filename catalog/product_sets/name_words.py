"""The words by which a set is proposed from a name, as dated data of our own."""

import csv
from functools import cache
from pathlib import Path

from catalog.product_sets.rules import NameWords

FILE = Path(__file__).parent / "data" / "name_words.csv"
RUBRIC = "26/2026/QĐ-TTg"
"""The decision whose set numbers the file names."""


@cache
def packaged() -> tuple[NameWords, ...]:
    """The words that come with the product, of November 2026."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(
            NameWords(row["words"], int(row["set"]), int(row["worked_set"]), row["travels"])
            for row in csv.DictReader(file)
        )
