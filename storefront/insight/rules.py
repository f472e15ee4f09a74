"""What figures say, without jargon: spans, trends, few people hidden, what is asked about. Pure."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from catalog.kernel.text import fold

WEEKS, MONTHS = 12, 6
HIDDEN_UNDER = 5
"""Fewer people than this are not told apart: a figure of one is somebody."""
ASKED_OFTEN = 3
"""As many questions about one thing show that the page does not say it."""
MOST_BARS = 8


def weeks_until(today: date, count: int = WEEKS) -> list[date]:
    """The Mondays of so many weeks, the present one last."""
    monday = today - timedelta(days=today.weekday())
    return [monday - timedelta(weeks=ago) for ago in reversed(range(count))]


def months_until(today: date, count: int = MONTHS) -> list[date]:
    """The first days of so many months, the present one last."""
    months = today.year * 12 + today.month - 1
    return [date(one // 12, one % 12 + 1, 1) for one in range(months - count + 1, months + 1)]


@dataclass(frozen=True)
class Sold:
    """Units that left the shelf, and what buyers paid for them."""

    units: int = 0
    amount: int = 0

    def __add__(self, other: "Sold") -> "Sold":
        return Sold(self.units + other.units, self.amount + other.amount)


class Trend(StrEnum):
    """How the present span stands to the one before."""

    MORE = "more"
    LESS = "less"
    SAME = "same"
    NONE = "none"


def trend(now: int, before: int) -> Trend:
    """Compare two figures; nothing in both is NONE."""
    if now == before:
        return Trend.SAME if now else Trend.NONE
    return Trend.MORE if now > before else Trend.LESS


def largest(figures: Mapping[int, int]) -> tuple[int, int] | None:
    """The key with the highest figure above nothing, and the figure; the first of equals."""
    found = max(figures.items(), key=lambda one: one[1], default=None)
    return found if found and found[1] > 0 else None


@dataclass(frozen=True)
class Places:
    """Counts by province, where enough people are; the others together, and those who said none."""

    shown: tuple[tuple[str, int], ...]
    few: int
    unsaid: int

    @property
    def total(self) -> int:
        return sum(count for _, count in self.shown) + self.few + self.unsaid


def by_place(counts: Mapping[str, int]) -> Places:
    """Counts by name ("" where nobody said it), the largest first, small ones hidden.

    One hidden province alone could be worked out from the sum: then the smallest shown one goes
    with it.
    """
    named = sorted(
        ((name, count) for name, count in counts.items() if name and count),
        key=lambda one: (-one[1], one[0]),
    )
    shown = [one for one in named if one[1] >= HIDDEN_UNDER]
    hidden = [one for one in named if one[1] < HIDDEN_UNDER]
    if hidden and sum(count for _, count in hidden) < HIDDEN_UNDER and shown:
        hidden.append(shown.pop())
    return Places(tuple(shown), sum(count for _, count in hidden), counts.get("", 0))


def told(count: int) -> int | None:
    """A number of people, or None where they are too few to be told."""
    return count if count == 0 or count >= HIDDEN_UNDER else None


class Topic(StrEnum):
    """What a question is about, as far as its words say so."""

    KEEPS = "keeps"
    STORAGE = "storage"
    USE = "use"
    INSIDE = "inside"
    ORIGIN = "origin"
    SIZE = "size"
    DELIVERY = "delivery"
    PRICE = "price"
    STOCK = "stock"
    OTHER = "other"


_ASKED: tuple[tuple[Topic, tuple[str, ...]], ...] = (
    (Topic.KEEPS, ("han dung", "han su dung", "het han", "de duoc (bao )?lau", "de duoc may",
                   "dung duoc bao lau", "date")),
    (Topic.STORAGE, ("bao quan", "tu lanh", "ngan mat", "ngan da", "de ngoai", "cat giu")),
    (Topic.DELIVERY, ("giao", "ship", "bao gio toi", "bao lau toi", "gui ve", "cod")),
    (Topic.STOCK, ("con hang", "het hang", "khi nao co", "bao gio co", "con khong")),
    (Topic.PRICE, ("gia (bao nhieu|the nao|si)", "bao nhieu tien", "bot khong", "giam gia",
                   "mua nhieu")),
    (Topic.SIZE, ("nang bao nhieu", "may (kg|gam|lit|can)",
                  "bao nhieu (gam|kg|ml|lit|goi|chai)", "to khong", "nho hon", "lon hon", "size")),
    (Topic.INSIDE, ("thanh phan", "co duong", "phu gia", "di ung", "gluten", "chay khong",
                    "nguyen chat")),
    (Topic.ORIGIN, ("o dau", "vung nao", "nguon goc", "trong o", "lam o", "chung nhan", "ocop")),
    (Topic.USE, ("cach dung", "dung the nao", "nau", "pha", "uong", "an lien", "che bien",
                 "cho be", "ba bau")),
)  # fmt: skip
_TOPICS = tuple((topic, re.compile(rf"\b({'|'.join(words)})\b")) for topic, words in _ASKED)


def topic_of(text: str) -> Topic:
    """The first topic whose words stand in a question, accents aside."""
    folded = fold(text)
    return next((topic for topic, words in _TOPICS if words.search(folded)), Topic.OTHER)


def count_topics(texts: Iterable[str]) -> list[tuple[Topic, int]]:
    """What is asked about, the most frequent first; what fits nothing last."""
    counts = Counter(topic_of(text) for text in texts)
    return sorted(
        counts.items(), key=lambda one: (one[0] == Topic.OTHER, -one[1], list(Topic).index(one[0]))
    )


@dataclass(frozen=True)
class Hint:
    """So many asked about something that the page of a product could say."""

    product_id: int
    topic: Topic
    count: int


SAID_BY = {
    Topic.KEEPS: "shelf_life_days",
    Topic.STORAGE: "storage",
    Topic.USE: "usage",
    Topic.INSIDE: "ingredients",
}
"""The fact of a product that answers questions about a topic."""


def hints(asked: Sequence[tuple[int, str]], unsaid: Mapping[int, frozenset[str]]) -> list[Hint]:
    """Where a product's page lacks what several asked: (product, question), product → facts that
    are not there. The most asked first.
    """
    counts = Counter((product_id, topic_of(text)) for product_id, text in asked)
    found = [
        Hint(product_id, topic, count)
        for (product_id, topic), count in counts.items()
        if count >= ASKED_OFTEN and SAID_BY.get(topic) in unsaid.get(product_id, frozenset())
    ]
    return sorted(found, key=lambda one: (-one.count, one.product_id, one.topic))
