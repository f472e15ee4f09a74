"""What counts as a scan (a person who opens the page), and what a buyer may report."""

import re
from enum import StrEnum
from functools import lru_cache

LONGEST_CODE = 64


class ProblemKind(StrEnum):
    """What a buyer may report, as far as it decides who must look first."""

    GOODS = "goods"
    CODE = "code"
    SPOILED = "spoiled"
    HEALTH = "health"
    PAGE = "page"
    OTHER = "other"


GRAVE = (ProblemKind.HEALTH, ProblemKind.SPOILED)
"""Somebody may be harmed: looked at first."""


class CaseState(StrEnum):
    """Where a report is."""

    OPEN = "open"
    LOOKING = "looking"  # somebody has taken it
    CLOSED = "closed"


class Outcome(StrEnum):
    """What came of a report."""

    CONFIRMED = "confirmed"
    NOT_CONFIRMED = "not-confirmed"
    UNCLEAR = "unclear"


_MACHINES = re.compile(
    "bot|crawl|spider|slurp|preview|facebookexternalhit|facebookcatalog|whatsapp/|snapchat"
    "|skypeuripreview|embedly|quora link|outbrain|vkshare|w3c_validator|lighthouse|headless"
    "|python-|curl/|wget/|go-http-client|okhttp|java/|libwww|httpclient|monitor|uptime",
    re.IGNORECASE,
)
"""Coarse on purpose. Zalo's and Facebook's in-app browsers are people and stay counted."""


@lru_cache(maxsize=4096)
def is_person(user_agent: str) -> bool:
    """Whether such a client is a person's browser, as far as it says so itself."""
    return user_agent != "" and not _MACHINES.search(user_agent)


def is_scan(method: str, user_agent: str, purpose: str) -> bool:
    """Whether this request is someone looking: HEAD, prefetch and previews are not."""
    return method == "GET" and "prefetch" not in purpose and is_person(user_agent)
