"""Addresses news may go to, how they are signed, when they are tried again. Pure."""

import hashlib
import hmac
from collections.abc import Sequence
from datetime import timedelta
from enum import StrEnum
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

API_VERSION = "2026-11-29"
LONGEST_URL = 500
LONGEST_NAME = 80
MOST_ENDPOINTS = 5
PORTS = frozenset({443, 8443})
DELAYS = tuple(
    timedelta(seconds=one) for one in (60, 300, 1_800, 7_200, 21_600, 43_200, 86_400, 98_640)
)
"""Waits between tries: together three days; after the last one a person decides."""
LONGEST_LOG = 12
_NAT64 = IPv6Network("64:ff9b::/96")


class Kind(StrEnum):
    """What news there is."""

    PING = "ping"
    ORDER_PLACED = "order.placed"
    ORDER_CHANGED = "order.changed"
    STOCK_CHANGED = "stock.changed"
    BATCH_CHANGED = "batch.recall_changed"


OFFERED = tuple(one for one in Kind if one != Kind.PING)


class State(StrEnum):
    """How far one piece of news to one receiver is."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    DEAD = "dead"


class Fault(StrEnum):
    """Why an address is not taken."""

    UNREADABLE = "unreadable"
    NOT_HTTPS = "not_https"
    CREDENTIALS = "credentials"
    PORT = "port"
    PRIVATE = "private"


def find_fault(url: str, *, is_demo: bool) -> Fault | None:
    """Why news may not go there, as far as the text tells. A demonstration may use http."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return Fault.UNREADABLE
    if not parts.hostname or any(ord(char) < 33 or ord(char) > 126 for char in url):
        return Fault.UNREADABLE
    if parts.scheme not in (("https", "http") if is_demo else ("https",)):
        return Fault.NOT_HTTPS
    if parts.username or parts.password or parts.fragment:
        return Fault.CREDENTIALS
    if is_demo:
        return None
    if port is not None and port not in PORTS:
        return Fault.PORT
    return Fault.PRIVATE if _names_a_private_place(parts.hostname) else None


def _names_a_private_place(host: str) -> bool:
    try:
        return not is_public(host)
    except ValueError:
        bare = host.rstrip(".").lower()
        return "." not in bare or bare.endswith((".localhost", ".local", ".internal", ".home.arpa"))


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet. Raises ValueError for other text."""
    found = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped:
            return _is_open(found.ipv4_mapped)
        if found in _NAT64:
            return _is_open(IPv4Address(int(found) & 0xFFFFFFFF))
        if found.sixtofour or found.teredo:
            return False
    return _is_open(found)


def _is_open(found: IPv4Address | IPv6Address) -> bool:
    return found.is_global and not (
        found.is_multicast or found.is_reserved or found.is_unspecified or found.is_loopback
    )


def sign(secrets: Sequence[str], at: int, event_id: str, body: bytes) -> str:
    """The value of X-OCOP-Signature: a time and one v1 for each secret that counts.

    HMAC-SHA256 in hex over "<t>.<event id>.<API version>." and the raw body.
    """
    head = f"{at}.{event_id}.{API_VERSION}.".encode()
    marks = [
        hmac.new(secret.encode(), head + body, hashlib.sha256).hexdigest() for secret in secrets
    ]
    return ",".join([f"t={at}", *(f"v1={mark}" for mark in marks)])


def is_taken(status: int) -> bool:
    """Whether the receiver says that it has the news; a redirect is not followed."""
    return 200 <= status < 300


def wait_after(attempts: int) -> timedelta | None:
    """How long to wait after so many tries in vain; None: no more."""
    return DELAYS[attempts - 1] if attempts <= len(DELAYS) else None
