"""Who may do what, how long a sign-in lasts, which passwords and addresses are taken."""

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from catalog.kernel.text import fold

LONGEST_NAME = 80
SHORTEST_PASSWORD = 8
LONGEST_PASSWORD = 200
LONGEST_TARGET = 2000
LONGEST_EMAIL = 254

TRIES_PER_NETWORK = "40 per 5 minutes; 300 per day"
"""Wrong passwords; a whole village may share one address, so this is wide."""
TRIES_PER_ACCOUNT = "10 per 15 minutes; 50 per day"
NEW_PER_NETWORK = "10 per hour; 50 per day"

EVERYONE = frozenset({"accounts.keep"})
"""What every signed-in person may do: look after the own account."""

_READING = frozenset(
    {
        "alerts.see",
        "desk.see",
        "audit.see",
        "areas.see",
        "balance.see",
        "books.see",
        "certification.see",
        "claims.see",
        "complaints.see",
        "deadlines.see",
        "gateways.see",
        "hosts.see",
        "inbox.see",
        "inspection.see",
        "invoices.see",
        "epcis.see",
        "events.oversee",
        "floors.see",
        "notices.see",
        "onboarding.see",
        "payments.see",
        "producers.see",
        "questions.see",
        "recalls.see",
        "reviews.see",
        "scans.see",
        "shipping.see",
        "sites.see",
    }
)

ROLES: dict[str, frozenset[str]] = {
    # Runs the platform.
    "operator": _READING
    | {
        "areas.confirm",
        "areas.enter",
        "balance.enter",
        "certification.enter",
        "certification.revoke",
        "notices.download",
        "notices.drill",
        "cod.change",
        "cod.lift",
        "cod.see",
        "claims.decide",
        "complaints.resolve",
        "combos.change",
        "combos.see",
        "commission.change",
        "deadlines.change",
        "commission.see",
        "floors.check",
        "holidays.change",
        "journal.see",
        "journal.settle",
        "accounts.recover",
        "assistance.help",
        "onboarding.configure",
        "onboarding.decide",
        "orders.cancel",
        "orders.see",
        "gateways.ask",
        "gateways.settle",
        "hosts.decide",
        "inbox.match",
        "legal.change",
        "legal.see",
        "messages.see",
        "messages.send",
        "outbox.see",
        "outbox.send",
        "payments.change",
        "payments.refund",
        "payouts.make",
        "payouts.see",
        "payouts.verify",
        "products.edit_any",
        "privacy.decide",
        "privacy.see",
        "questions.moderate",
        "promotions.change",
        "promotions.see",
        "recalls.end",
        "recalls.hold",
        "recalls.set",
        "reviews.moderate",
        "restrictions.change",
        "scans.answer",
        "shipping.change",
        "sites.moderate",
        "remittance.enter",
        "remittance.resolve",
        "remittance.see",
        "tracking.enter",
        "webhooks.change",
        "webhooks.see",
        "withholding.change",
        "withholding.file",
        "withholding.see",
    },
    # Of an OCOP office: enters decisions, looks at the rest.
    "officer": _READING
    | {
        "accounts.recover",
        "areas.enter",
        "balance.enter",
        "certification.enter",
        "floors.check",
        "notices.download",
        "notices.drill",
        "assistance.help",
        "onboarding.decide",
        "hosts.decide",
        "sites.moderate",
        "recalls.end",
        "recalls.hold",
    },
}

_SELLING = frozenset(
    {
        "seller.see",
        "seller.choose",
        "areas.propose",
        "balance.answer",
        "batches.see",
        "books.answer",
        "bulk.write",
        "claims.answer",
        "claims.own",
        "closures.keep",
        "combos.keep",
        "complaints.answer",
        "complaints.own",
        "epcis.capture",
        "batches.open",
        "batches.release",
        "events.confirm",
        "events.correct",
        "events.record",
        "invoices.issue",
        "invoices.own",
        "insight.own",
        "inventory.change",
        "inventory.see",
        "notices.tell",
        "labels.print",
        "labels.release",
        "orders.pack",
        "orders.refuse",
        "orders.sell",
        "payouts.own",
        "pricing.edit",
        "promotions.own",
        "products.edit",
        "push.own",
        "visits.keep",
        "windows.keep",
        "questions.answer",
        "questions.own",
        "reviews.answer",
        "reviews.own",
        "sites.keep",
    }
)

MEMBER_ROLES: dict[str, frozenset[str]] = {
    "owner": _SELLING
    | {
        "claims.promise",
        "assistance.help",
        "assistance.oversee",
        "exports.download",
        "hosts.ask",
        "members.manage",
        "onboarding.fill",
        "payouts.account",
        "shipping.own",
        "webhooks.own",
    },
    "staff": _SELLING,
}
"""What a member may do for the one producer the member works for at the moment."""


def permissions_of(roles: Iterable[str], member_role: str | None) -> frozenset[str]:
    """All a signed-in person may do; roles the table does not know give nothing."""
    granted = [ROLES.get(role, frozenset()) for role in roles]
    return EVERYONE.union(*granted, MEMBER_ROLES.get(member_role or "", frozenset()))


@dataclass(frozen=True)
class Limits:
    """How long a sign-in lasts without use, and at most."""

    idle: timedelta
    absolute: timedelta


LIMITS = {
    "buyer": Limits(timedelta(days=30), timedelta(days=180)),
    "seller": Limits(timedelta(days=14), timedelta(days=90)),
    "staff": Limits(timedelta(minutes=30), timedelta(hours=12)),
}


def limits_of(roles: Collection[str], member_roles: Collection[str]) -> Limits:
    """The more a person may do, the sooner the sign-in ends."""
    if roles:
        return LIMITS["staff"]
    return LIMITS["seller" if member_roles else "buyer"]


def has_lapsed(limits: Limits, created_at: datetime, seen_at: datetime, now: datetime) -> bool:
    return now - seen_at >= limits.idle or now - created_at >= limits.absolute


def is_worth_noting(limits: Limits, seen_at: datetime, now: datetime) -> bool:
    """Whether the last use is so old that writing down this one pays: ten times per idle span."""
    return now - seen_at >= limits.idle / 10


def home_of(permissions: Collection[str]) -> str:
    """The endpoint a person comes to after signing in."""
    if "desk.see" in permissions:
        return "desk.overview"
    return "seller.today" if "seller.see" in permissions else "accounts.account"


def safe_target(target: str | None) -> str | None:
    """`target` when it is a path of this site, else None: no way leads elsewhere.

    Browsers read a backslash as a slash and skip tabs and line breaks, so neither may occur.
    """
    if not target or len(target) > LONGEST_TARGET or not target.startswith("/"):
        return None
    if "\\" in target or any(ord(char) < 33 or ord(char) == 127 for char in target):
        return None
    try:
        parts = urlsplit(target)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or target.startswith("//"):
        return None
    return target


def is_email(text: str) -> bool:
    """One @ between a name and a domain with a dot; a mail that arrives is the real proof."""
    return len(text) <= LONGEST_EMAIL and bool(
        re.fullmatch(r"[^\s@<>\"'(),;:\\\[\]]+@[^\s@<>\"'(),;:\\\[\]]+\.[^\s@.]{2,}", text)
    )


def normal_password(password: str) -> str:
    """The form that is hashed: another keyboard may send the same letters composed otherwise."""
    return unicodedata.normalize("NFKC", password)


def is_guessable(password: str, blocked: Collection[str], own: Iterable[str]) -> bool:
    """Whether it stands on the block list, repeats itself, or is the owner's name or number.

    `blocked` holds words without accents; up to four figures behind such a word do not help.
    """
    plain = normal_password(password).lower()
    if len(set(plain)) <= 2 or _is_a_run(plain):
        return True
    bare = _bare(plain)
    if {bare, re.sub(r"\d{1,4}$", "", bare)} & set(blocked):
        return True
    words = {_bare(word) for word in own} - {""}
    return any(bare == word or (len(word) >= 6 and word in bare) for word in words)


def _bare(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", fold(text))


def _is_a_run(text: str) -> bool:
    """12345678, 87654321, abcdefgh."""
    steps = {ord(after) - ord(before) for before, after in zip(text, text[1:], strict=False)}
    return steps in ({1}, {-1})


_BROWSERS = (
    ("Zalo", "Zalo"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("coc_coc", "Cốc Cốc"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def device_of(user_agent: str) -> str:
    """ "Chrome · Android": enough for its owner to recognise, nothing that marks one device."""
    names = [
        next((name for mark, name in table if mark in user_agent), None)
        for table in (_BROWSERS, _SYSTEMS)
    ]
    return " · ".join(name for name in names if name) or "?"
