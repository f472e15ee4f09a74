"""What a mini-site may hold and what of it is shown. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

LONGEST_GREETING = 120
LONGEST_STORY = 4000
LONGEST_CAPTION = 200
LONGEST_NAME = 80
LONGEST_ROLE = 80
LONGEST_DIRECTIONS = 600
LONGEST_BUYING = 2000
LONGEST_REASON = 300
MOST_PHOTOS = 12
MOST_PEOPLE = 12
SCHEMA = "https://schema.org"


class Section(StrEnum):
    """What a seller writes, one page each. What the house knows is no section: it is always there.

    The order is that of the page.
    """

    STORY = "story"
    PHOTOS = "photos"
    PEOPLE = "people"
    BUYING = "buying"
    CONTACT = "contact"


class Theme(StrEnum):
    """The colours of static/css/components/site.css, each with its drawing."""

    LEAF = "leaf"
    CLAY = "clay"
    INDIGO = "indigo"
    HONEY = "honey"


def paragraphs(text: str | None) -> list[str]:
    """A text in paragraphs, as it was typed: an empty line parts them. Never read as HTML."""
    return [part for part in (text or "").split("\n\n") if part.strip()]


def moved(order: Sequence[int], one: int, *, up: bool) -> list[int]:
    """The order with `one` a place further up or down; unchanged at its end."""
    new, here = list(order), order.index(one)
    there = here - 1 if up else here + 1
    if 0 <= there < len(new):
        new[here], new[there] = new[there], new[here]
    return new


def star_counts(stars: Iterable[int]) -> list[tuple[int, int]]:
    """(stars, products that show so many today), the most first: a producer itself has none."""
    counts = Counter(one for one in stars if one)
    return sorted(counts.items(), reverse=True)


def zalo_url(phone: str) -> str:
    """Where Zalo answers for this number (E.164). A plain link: nothing of Zalo is loaded here."""
    national = f"0{phone[3:]}" if phone.startswith("+84") else phone.removeprefix("+")
    return f"https://zalo.me/{national}"


def map_url(place: str) -> str:
    """Where a map of this commune is found."""
    return "https://www.google.com/maps/search/?" + urlencode({"api": 1, "query": place})


def json_ld(
    *,
    name: str,
    address: str,
    description: str | None,
    picture: str | None,
    phone: str | None,
    street: str | None,
    commune: str | None,
    province: str | None,
) -> dict[str, Any]:
    """A schema.org LocalBusiness where it is known where it is, else an Organization.

    No rating: stars belong to products, and points of buyers too.
    """
    place = {"streetAddress": street, "addressLocality": commune, "addressRegion": province}
    known = {key: value for key, value in place.items() if value}
    facts: dict[str, Any] = {
        "@context": SCHEMA,
        "@type": "LocalBusiness" if street else "Organization",
        "name": name,
        "url": address,
        "description": description,
        "image": picture,
        "telephone": phone,
        "address": {"@type": "PostalAddress", **known, "addressCountry": "VN"} if known else None,
    }
    return {key: value for key, value in facts.items() if value}
