"""What can be a host name of a seller, and what of it an officer should see. Pure."""

import ipaddress
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote

import idna

LONGEST = 253
LONGEST_REASON = 300
PROOF = "_ocop"
"""The name under the host at which its owner puts the token, as a TXT record."""
PROOF_PATH = "/.well-known/ocop.txt"
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
_PORT = re.compile(r":[0-9]{1,5}\Z")
RESERVED = frozenset(
    {"localhost", "local", "internal", "test", "invalid", "example", "onion", "arpa", "home", "lan"}
)
"""Last labels that lead nowhere, or to the machine itself (RFC 6761, 6762, 7686, 8375)."""


class HostState(StrEnum):
    """How far a host name is. Asked and confirmed ones are living: a producer has one of them."""

    ASKED = "asked"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


LIVING = (HostState.ASKED, HostState.CONFIRMED)


class Seen(StrEnum):
    """By what an officer knows that the seller holds the name."""

    TXT = "txt"
    FILE = "file"
    PAPER = "paper"


class Fault(StrEnum):
    """Why a text is no host name for a seller."""

    UNREADABLE = "unreadable"
    ADDRESS = "address"
    PORT = "port"
    PATH = "path"
    OURS = "ours"
    RESERVED = "reserved"


class BadHost(ValueError):
    """`fault` says why."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault)


def read_host(typed: str, house: str) -> str:
    """The host name in the form DNS knows (lower case, punycode), or BadHost.

    `house` is the host of PUBLIC_URL: neither it nor a name under it can be had.

    >>> read_host("https://Vườn-Nhà.vn/", "cho.vn")
    'xn--vn-nh-vqa56lh43k.vn'
    """
    text = typed.strip()
    scheme, found, rest = text.partition("://")
    if found:
        if scheme.lower() not in ("http", "https"):
            raise BadHost(Fault.UNREADABLE)
        text = rest
    text = text.removesuffix("/").removesuffix(".")
    if any(sign in text for sign in "/?#@\\"):
        raise BadHost(Fault.PATH)
    if _is_address(text):
        raise BadHost(Fault.ADDRESS)
    if ":" in text:
        raise BadHost(Fault.PORT)
    host = _ascii(text)
    _refuse_reserved(host, house)
    return host


def _is_address(text: str) -> bool:
    bare = _PORT.sub("", text) if text.count(":") == 1 else text
    try:
        ipaddress.ip_address(bare.strip("[]"))
    except ValueError:
        # "0x7f.1", "2130706433": browsers read these as addresses too.
        return bool(re.fullmatch(r"(0x[0-9a-f]*|[0-9]+)", bare.rpartition(".")[2].lower()))
    return True


def _ascii(text: str) -> str:
    try:
        host = idna.encode(text, uts46=True).decode("ascii").lower()
        known = idna.encode(idna.decode(host)).decode("ascii")
    except (idna.IDNAError, UnicodeError) as error:
        raise BadHost(Fault.UNREADABLE) from error
    labels = host.split(".")
    well_formed = all(_LABEL.fullmatch(label) for label in labels)
    if known != host or len(labels) < 2 or len(host) > LONGEST or not well_formed:
        raise BadHost(Fault.UNREADABLE)
    return host


def _refuse_reserved(host: str, house: str) -> None:
    # A house on "localhost" is being tried out: names under it work on that machine alone.
    tried_out = house == "localhost"
    if host == house or (host.endswith(f".{house}") and not tried_out):
        raise BadHost(Fault.OURS)
    if host.rpartition(".")[2] in RESERVED and not (tried_out and host.endswith(".localhost")):
        raise BadHost(Fault.RESERVED)


def asked_host(header: str) -> str | None:
    """The host a request is for, from its Host header: lower case, no port, no dot at the end.

    None where it is no name at all; a name that is nobody's is for the caller to refuse.
    """
    host = _PORT.sub("", header.strip().lower()).removesuffix(".")
    if len(host) > LONGEST or not host.isascii():
        return None
    return host if all(_LABEL.fullmatch(label) for label in host.split(".")) else None


def bare_host(public_url: str) -> str:
    """The host of an origin, without its port."""
    return _PORT.sub("", public_url.partition("://")[2])


def own_origin(public_url: str, host: str) -> str:
    """Where a host of a seller is reached: scheme and port as those of PUBLIC_URL."""
    scheme, _, rest = public_url.partition("://")
    port = _PORT.search(rest)
    return f"{scheme}://{host}{port[0] if port else ''}"


def way_home(public_url: str, path: str, query: str) -> str | None:
    """The same address at the house; None where it is no path, so nothing leads elsewhere.

    `path` as WSGI gives it: bytes read as Latin-1.
    """
    if not path.startswith("/"):
        return None
    where = quote(path.encode("latin-1"), safe="/:@!$&'()*+,;=-._~")
    asked = quote(query.encode("latin-1"), safe="/?:@!$&'()*+,;=-._~%")
    return f"{public_url}{where}{f'?{asked}' if asked else ''}"


@dataclass(frozen=True)
class Look:
    """How a host reads to people, and what should make an officer look twice."""

    shown: str
    scripts: tuple[str, ...]
    is_odd: bool
    """Letters of another script than Latin, or of several: "а" is not "a"."""


def look_of(host: str) -> Look:
    """The name as browsers may show it, and the scripts of its letters."""
    shown = idna.decode(host)
    letters = [sign for sign in unicodedata.normalize("NFD", shown) if sign.isalpha()]
    scripts = sorted({unicodedata.name(sign, "UNKNOWN").partition(" ")[0] for sign in letters})
    return Look(shown, tuple(scripts), bool(set(scripts) - {"LATIN"}))
