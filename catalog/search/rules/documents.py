"""What is known of a product for searching, what can be asked, and what is answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

PAGE_SIZE = 24
LARGEST_PAGE = 100
LAST_PAGE = 10_000
MAX_CHOICES = 40
STARS = (5, 4, 3)


@dataclass(frozen=True, slots=True)
class StarPeriod:
    """Stars that may be shown from one day to another, both included."""

    stars: int
    first: date
    last: date

    def holds_on(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """A product as the index keeps it. Never "its stars": only the periods they follow from.

    `places` are where it surely is; by `former` names of those places it is found as well.
    """

    id: int
    slug: str
    name: str
    set_no: int | None = None
    group_no: int | None = None
    kinds: tuple[str, ...] = ()
    province_code: str | None = None
    places: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    producer: str = ""
    periods: tuple[StarPeriod, ...] = ()
    is_demo: bool = False

    def stars_on(self, day: date) -> int:
        return max((period.stars for period in self.periods if period.holds_on(day)), default=0)


@dataclass(frozen=True, slots=True)
class ProductSearch:
    """A question. Within one filter any value will do; every filter must be met."""

    text: str = ""
    sets: frozenset[int] = frozenset()
    groups: frozenset[int] = frozenset()
    stars: frozenset[int] = frozenset()
    provinces: frozenset[str] = frozenset()
    page: int = 1
    size: int = PAGE_SIZE

    @property
    def has_filters(self) -> bool:
        return bool(self.sets or self.groups or self.stars or self.provinces)


@dataclass(frozen=True, slots=True)
class Facets:
    """How many products each value of a filter would leave, the other filters being kept."""

    sets: Mapping[int, int] = field(default_factory=dict)
    groups: Mapping[int, int] = field(default_factory=dict)
    stars: Mapping[int, int] = field(default_factory=dict)
    provinces: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of an answer. `corrected`: what was searched instead of the text, if anything.

    `left_out`: words that no product had together with the others and that were dropped.
    `is_makeshift`: the index could not answer; this is a plain list from the tables, without
    facets, spelling and order by stars.
    """

    ids: tuple[int, ...] = ()
    total: int = 0
    page: int = 1
    size: int = PAGE_SIZE
    facets: Facets = field(default_factory=Facets)
    corrected: str | None = None
    left_out: tuple[str, ...] = ()
    is_makeshift: bool = False

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))


def asked(
    text: object = "",
    sets: Sequence[object] = (),
    groups: Sequence[object] = (),
    stars: Sequence[object] = (),
    provinces: Sequence[object] = (),
    page: object = 1,
    size: object = PAGE_SIZE,
) -> ProductSearch:
    """A question from values as a browser sends them. Rubbish is left out, never refused."""
    return ProductSearch(
        text=text if isinstance(text, str) else "",
        sets=_numbers(sets),
        groups=_numbers(groups),
        stars=_numbers(stars) & frozenset(STARS),
        provinces=frozenset(code for code in _texts(provinces) if code.isalnum()),
        page=min(max(_number(page) or 1, 1), LAST_PAGE),
        size=min(max(_number(size) or PAGE_SIZE, 1), LARGEST_PAGE),
    )


def to_json(document: SearchDocument) -> dict[str, Any]:
    """The document as the journal keeps it."""
    return {
        "id": document.id,
        "slug": document.slug,
        "name": document.name,
        "set": document.set_no,
        "group": document.group_no,
        "kinds": document.kinds,
        "province": document.province_code,
        "places": document.places,
        "former": document.former,
        "producer": document.producer,
        "stars": [
            [period.stars, period.first.isoformat(), period.last.isoformat()]
            for period in document.periods
        ],
        "demo": document.is_demo,
    }


def from_json(kept: Mapping[str, Any]) -> SearchDocument:
    return SearchDocument(
        id=kept["id"],
        slug=kept["slug"],
        name=kept["name"],
        set_no=kept["set"],
        group_no=kept["group"],
        kinds=tuple(kept["kinds"]),
        province_code=kept["province"],
        places=tuple(kept["places"]),
        former=tuple(kept["former"]),
        producer=kept["producer"],
        periods=tuple(
            StarPeriod(stars, date.fromisoformat(first), date.fromisoformat(last))
            for stars, first, last in kept["stars"]
        ),
        is_demo=kept["demo"],
    )


def _numbers(values: Sequence[object]) -> frozenset[int]:
    numbers = (_number(value) for value in _few(values))
    return frozenset(number for number in numbers if number is not None)


def _texts(values: Sequence[object]) -> list[str]:
    return [value[:8] for value in _few(values) if isinstance(value, str)]


def _few(values: Sequence[object]) -> Sequence[object]:
    return values[:MAX_CHOICES] if isinstance(values, list | tuple) else [values]


def _number(value: object) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value if abs(value) < LAST_PAGE * 10 else None
    if isinstance(value, str) and len(value) <= 5 and value.isascii() and value.isdigit():
        return int(value)
    return None
