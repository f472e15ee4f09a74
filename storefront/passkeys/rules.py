"""Where passkeys work, how long a challenge waits, and when one may be added or given up."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

LONGEST_ANSWER = 20_000
MOST_PASSKEYS = 10
WAITS = timedelta(minutes=5)
"""How long a challenge may be answered."""
FRESH = timedelta(minutes=15)
"""How long after signing in a passkey may be added: a phone left on the table is not enough."""
NEW_CHALLENGES = "60 per 5 minutes"


@dataclass(frozen=True)
class Site:
    """What a device binds a passkey to (WebAuthn: relying party)."""

    host: str
    origin: str


def site_of(public_url: str) -> Site | None:
    """The site of an origin; None where browsers know no passkeys: plain http, bare addresses."""
    parts = urlsplit(public_url)
    host = parts.hostname or ""
    if host == "localhost" or (parts.scheme == "https" and not _is_address(host)):
        return Site(host, public_url)
    return None


def _is_address(host: str) -> bool:
    return ":" in host or host.replace(".", "").isdigit()


def is_fresh(signed_in_at: datetime, now: datetime) -> bool:
    """Whether the person proved who it is just now."""
    return now - signed_in_at < FRESH


def may_give_up(passkeys: int, *, has_password: bool) -> bool:
    """Whether one passkey can go and a way in remains."""
    return has_password or passkeys > 1
