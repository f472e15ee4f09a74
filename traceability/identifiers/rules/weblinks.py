"""GS1 Digital Link addresses (URI syntax 1.6): read, checked, written.

Of an address `scheme://domain/stem/key/value/qualifier/value?attribute=value&other=…`, the
rightmost pair whose first half is a key begins the path. Keys of the query that are not numbers
are other people's and pass; numbers must be attributes.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from string import ascii_letters, digits

from traceability.identifiers.rules import elements, table, values
from traceability.identifiers.rules.elements import Element
from traceability.identifiers.rules.faults import BadIdentifier
from traceability.identifiers.rules.table import Entry

CANONICAL = "https://id.gs1.org"
SCHEMES = ("https://", "http://", "HTTPS://", "HTTP://")
_UNRESERVED = f"{ascii_letters}{digits}-._~"
_URI = frozenset(_UNRESERVED + ":/?#[]@!$&'()*+,;=%")
_DOMAIN = frozenset(f"{ascii_letters}{digits}-.:[]")
_ESCAPED = re.compile("%([0-9A-Fa-f]{2})")
_SHORT_GTINS = (8, 12, 13)
# Names for numbers until version 1.2 of the syntax: read on request, never written.
WORDS = {
    "sscc": "00", "gtin": "01", "lot": "10", "ser": "21", "cpv": "22", "gdti": "253",
    "glnx": "254", "gcn": "255", "ginc": "401", "gsin": "402", "gln": "414", "payTo": "415",
    "party": "417", "grai": "8003", "giai": "8004", "itip": "8006", "cpid": "8010",
    "cpsn": "8011", "gmn": "8013", "gsrnp": "8017", "gsrn": "8018", "srin": "8019",
    "refno": "8020",
}  # fmt: skip


@dataclass(frozen=True)
class Weblink:
    """What an address names: the key with its qualifiers, and the attributes."""

    path: tuple[Element, ...]
    query: tuple[Element, ...] = ()

    @property
    def elements(self) -> tuple[Element, ...]:
        return self.path + self.query

    def uri(self, stem: str = CANONICAL) -> str:
        """The address behind `stem`; attributes of known length first."""
        path = "".join(f"/{ai}/{escape(value)}" for ai, value in self.path)
        query = "&".join(f"{ai}={escape_query(value)}" for ai, value in _closed_first(self.query))
        return stem.removesuffix("/") + path + (f"?{query}" if query else "")


def read(
    uri: str, *, pad_gtin: bool = False, allow_unknown: bool = False, allow_words: bool = False
) -> Weblink:
    """Read an address, or raise BadIdentifier.

    `pad_gtin` takes GTINs of 8, 12 and 13 digits, `allow_unknown` attributes newer than our
    table, `allow_words` the names of old addresses in the path (`/gtin/…/lot/…`).
    """
    if not _URI.issuperset(uri):
        raise BadIdentifier("ILLEGAL_CHARACTERS")
    scheme = next((scheme for scheme in SCHEMES if uri.startswith(scheme)), None)
    if scheme is None:
        raise BadIdentifier("NOT_A_WEB_ADDRESS")
    domain, slash, rest = uri.removeprefix(scheme).partition("/")
    if not domain or not slash or not _DOMAIN.issuperset(domain):
        raise BadIdentifier("NO_DOMAIN")
    path, _, query = rest.partition("#")[0].partition("?")
    if allow_words:
        path = _in_numbers(path)
    return read_parts(path, query, pad_gtin=pad_gtin, allow_unknown=allow_unknown)


def read_parts(
    path: str, query: str, *, pad_gtin: bool = False, allow_unknown: bool = False
) -> Weblink:
    """The same for path and query, percent-encoded, without "/" and "?" before them."""
    if len(path) + len(query) > elements.LONGEST_TEXT:
        raise BadIdentifier("TEXT_TOO_LONG")
    pairs, attributes = _pairs_from_key(path.split("/")), _numbered(query)
    for ai, _ in attributes:
        _check_attribute(ai, allow_unknown=allow_unknown)
    link = Weblink(
        tuple(_element(ai, unescape(value), pad_gtin, table.find(ai)) for ai, value in pairs),
        tuple(
            _element(ai, unescape_query(value), pad_gtin, table.find(ai) or table.unknown(ai))
            for ai, value in attributes
        ),
    )
    check(link)
    return link


def check(link: Weblink) -> None:
    """Raise BadIdentifier where qualifiers are out of order, or elements may not go together."""
    names = [ai for ai, _ in link.elements]
    if len(names) > len(set(names)):
        raise BadIdentifier("DUPLICATE", next(ai for ai in names if names.count(ai) > 1))
    key, *qualifiers = (ai for ai, _ in link.path)
    if not is_order(key, qualifiers):
        raise BadIdentifier("WRONG_PATH", key)
    for ai, _ in link.query:
        places = range(len(qualifiers) + 1)
        if any(is_order(key, [*qualifiers[:at], ai, *qualifiers[at:]]) for at in places):
            raise BadIdentifier("BELONGS_IN_PATH", ai)
    elements.check_together(link.elements)


def is_order(key: str, qualifiers: list[str]) -> bool:
    """Whether these may follow the key in the path, in this order."""
    entry = table.find(key)
    if entry is None or entry.qualifiers is None:
        return False
    return not qualifiers or any(_is_within(qualifiers, order) for order in entry.qualifiers)


def build(parts: Iterable[Element], *, allow_unknown: bool = False) -> Weblink:
    """The address that names these elements, or BadIdentifier where none can.

    The first key leads; what may qualify it goes into the path, all else must be an attribute.
    """
    known = list(dict.fromkeys(parts))
    key = next((one for one in known if is_order(one.ai, [])), None)
    if key is None:
        raise BadIdentifier("NO_KEY")
    entry = table.find(key.ai)
    orders = entry.qualifiers if entry and entry.qualifiers else ()
    places = {ai: place for order in orders for place, ai in enumerate(order)}
    qualifiers = sorted((one for one in known if one.ai in places), key=lambda one: places[one.ai])
    attributes = tuple(one for one in known if one != key and one.ai not in places)
    for one in attributes:
        _check_attribute(one.ai, allow_unknown=allow_unknown)
    link = Weblink((key, *qualifiers), attributes)
    check(link)
    return link


def escape(text: str) -> str:
    """Percent-encode all but the unreserved characters of RFC 3986."""
    return "".join(sign if sign in _UNRESERVED else f"%{ord(sign):02X}" for sign in text)


def escape_query(text: str) -> str:
    return escape(text).replace("%20", "+")


def unescape(text: str) -> str:
    """One sign per percent-encoded byte; a "%" before anything else stays what it is."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def unescape_query(text: str) -> str:
    return unescape(text.replace("+", " "))


def _in_numbers(path: str) -> str:
    """The path with names of AIs as their numbers; values, each behind its AI, stay."""
    parts = path.split("/")
    for place in range(len(parts) % 2, len(parts), 2):
        parts[place] = WORDS.get(parts[place], parts[place])
    return "/".join(parts)


def _pairs_from_key(segments: list[str]) -> list[tuple[str, str]]:
    """The pairs from the rightmost key on; what stands before it is anybody's."""
    start = len(segments) % 2
    pairs = list(zip(segments[start::2], segments[start + 1 :: 2], strict=True))
    for place in reversed(range(len(pairs))):
        if is_order(pairs[place][0], []):
            return pairs[place:]
    raise BadIdentifier("NO_KEY")


def _numbered(query: str) -> list[tuple[str, str]]:
    """The pairs whose key is a number."""
    pairs = [part.partition("=") for part in query.split("&")]
    return [(key, value) for key, sign, value in pairs if sign and _is_number(key)]


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _element(ai: str, value: str, pad_gtin: bool, entry: Entry | None) -> Element:
    if entry is None:
        raise BadIdentifier("UNKNOWN_AI", ai)
    if pad_gtin and ai == "01" and len(value) in _SHORT_GTINS:
        value = value.zfill(14)
    if not value:
        raise BadIdentifier("EMPTY", ai)
    values.check(entry, value)
    return Element(ai, value)


def _check_attribute(ai: str, *, allow_unknown: bool) -> None:
    entry = table.find(ai)
    is_unknown = allow_unknown and entry is None
    if not is_unknown and not (entry and entry.is_attribute):
        raise BadIdentifier("NOT_AN_ATTRIBUTE", ai)


def _is_within(qualifiers: list[str], order: tuple[str, ...]) -> bool:
    """Whether `qualifiers` is `order`, some perhaps left out."""
    rest = iter(order)
    return all(ai in rest for ai in qualifiers)


def _closed_first(query: Iterable[Element]) -> list[Element]:
    return sorted(query, key=lambda one: not ((entry := table.find(one.ai)) and entry.is_closed))
