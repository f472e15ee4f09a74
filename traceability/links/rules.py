"""GS1 Digital Link addresses of goods, read and written; and what people type or scan.

Of the standard (URI syntax 1.6) this reads addresses of goods: a GTIN with its variant (AI 22),
batch (10) and serial number (21), or with its extension (235). Paths come percent-decoded, as a
WSGI server gives them, so a batch text may itself hold "/".
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote, unquote, urlsplit

from catalog.kernel.codes import is_gtin14
from traceability.identifiers.rules import elements, scans, weblinks
from traceability.identifiers.rules.elements import Element
from traceability.identifiers.rules.faults import BadIdentifier

LONGEST_TYPED = 2000
_CSET_82 = re.compile(r"[!\"%&'()*+,\-./0-9:;<=>?A-Z_a-z]{1,28}")
_LONGEST = {"22": 20, "10": 20, "21": 20, "235": 28}
_DATE = re.compile(r"\d{1,4}(/\d{1,4}){1,2}", re.ASCII)
_ATTRIBUTE = re.compile(r"(?:^|&)\d")
_WEB = re.compile(r"https?://", re.IGNORECASE)


class Reason(StrEnum):
    """Why an address cannot be read."""

    GTIN_LENGTH = "gtin-length"
    CHECK_DIGIT = "check-digit"
    EMPTY_PART = "empty-part"
    BATCH_TEXT = "batch-text"
    SERIAL_TEXT = "serial-text"
    VARIANT_TEXT = "variant-text"
    KEY = "key"
    ATTRIBUTE = "attribute"


_REASONS = {"10": Reason.BATCH_TEXT, "21": Reason.SERIAL_TEXT}


class BadLink(ValueError):
    """The address is not a Digital Link of ours; `reason` says which rule it breaks."""

    def __init__(self, reason: Reason) -> None:
        self.reason = reason
        super().__init__(reason.value)


@dataclass(frozen=True)
class Link:
    """What a link names: goods, perhaps a batch of them, perhaps one piece.

    `variant` is the consumer product variant (AI 22), `extension` a third party's number (235).
    """

    gtin: str
    batch: str | None = None
    serial: str | None = None
    variant: str | None = None
    extension: str | None = None

    @property
    def qualifiers(self) -> list[tuple[str, str]]:
        """What follows the GTIN, in the order of the standard."""
        pairs = (("22", self.variant), ("10", self.batch), ("21", self.serial))
        return [(ai, text) for ai, text in (*pairs, ("235", self.extension)) if text is not None]

    @property
    def path(self) -> str:
        """The address as it is printed, percent-encoded."""
        parts = ["", "01", self.gtin]
        for ai, text in self.qualifiers:
            parts += [ai, quote(text, safe="")]
        return "/".join(parts)

    @property
    def has_plain_slash(self) -> bool:
        """Whether "/" stands in a text where no producer writes it, so it likely separates.

        Servers decode "%2F" before anyone can look. A date such as 12/10/26 is a batch text.
        """
        is_date = _DATE.fullmatch(self.batch or "")
        return any("/" in text for ai, text in self.qualifiers if not (ai == "10" and is_date))


def parse(path: str) -> Link:
    """Read `/01/<gtin14>[/22/<variant>][/10/<batch>][/21/<serial>]`, or raise BadLink.

    No trailing slash.
    """
    if not path.startswith("/01/"):
        raise BadLink(Reason.KEY)
    gtin, *rest = path.removeprefix("/01/").split("/")
    if len(gtin) != 14 or not (gtin.isascii() and gtin.isdigit()):
        raise BadLink(Reason.GTIN_LENGTH)
    if not is_gtin14(gtin):
        raise BadLink(Reason.CHECK_DIGIT)
    if rest[:1] == ["235"]:
        return Link(gtin, extension=_text("235", rest[1:]))
    variant = None
    if rest[:1] == ["22"]:
        variant, rest = _text("22", rest[1:2]), rest[2:]
    batch, serial = _qualifiers(rest)
    return Link(gtin, batch, serial, variant)


def check_query(link: Link, query: str) -> None:
    """Raise BadLink where application identifiers in the query are wrong or out of place."""
    if not has_attributes(query):
        return
    try:
        weblinks.read_parts(link.path.removeprefix("/"), query)
    except BadIdentifier as error:
        raise BadLink(Reason.ATTRIBUTE) from error


def has_attributes(query: str) -> bool:
    """Whether a number stands in the query, so that it must be looked at."""
    return bool(_ATTRIBUTE.search(query))


def _qualifiers(parts: list[str]) -> tuple[str | None, str | None]:
    """Batch and serial number after the GTIN: each at most once, in this order."""
    batch = serial = None
    if parts and parts[0] == "10":
        parts = parts[1:]
        # The serial number is last; all before its key is the batch text, which in a producer's
        # hand is often a date such as 12/10/26, and a server hides whether "/" came encoded.
        end = len(parts) - 2 if len(parts) > 2 and parts[-2] == "21" else len(parts)
        batch, parts = _text("10", parts[:end]), parts[end:]
    if parts and parts[0] == "21":
        serial, parts = _text("21", parts[1:]), []
    if parts:
        raise BadLink(Reason.KEY if parts[0] else Reason.EMPTY_PART)
    return batch, serial


def _text(ai: str, parts: list[str]) -> str:
    text = "/".join(parts)
    if not text or text.startswith("/") or text.endswith("/") or "//" in text:
        raise BadLink(Reason.EMPTY_PART)
    if len(text) > _LONGEST[ai] or not _CSET_82.fullmatch(text):
        raise BadLink(_REASONS.get(ai, Reason.VARIANT_TEXT))
    return text


def is_gtin(digits: str) -> bool:
    """Whether these are the 8, 12, 13 or 14 digits under a bar code, check digit included."""
    return len(digits) in (8, 12, 13, 14) and is_gtin14(digits.zfill(14))


class Kind(StrEnum):
    """What a person typed, pasted or scanned."""

    NOTHING = "nothing"
    CODE = "code"
    GOODS = "goods"
    MISTYPED = "mistyped"
    FOREIGN = "foreign"


@dataclass(frozen=True)
class Typed:
    """`code` is a batch code still to be looked up, `link` the goods that were named.

    `serial` is the number of one piece of that batch.
    """

    kind: Kind
    code: str = ""
    link: Link | None = None
    serial: str = ""


def read(text: str, own_host: str) -> Typed:
    """Understand a typed code, a pasted or scanned address, a bar code number.

    Hand-held readers put three signs before what they read; element strings come in brackets.
    """
    text = scans.without_symbology(text.strip()[:LONGEST_TYPED])
    if not text:
        return Typed(Kind.NOTHING)
    if _WEB.match(text) or text.lower().startswith(f"{own_host.lower()}/"):
        return _read_address(text if _WEB.match(text) else f"https://{text}", own_host)
    if text.startswith("(") or scans.is_scan(text):
        return _read_elements(text)
    digits = re.sub(r"[\s-]", "", text)
    if digits.isascii() and digits.isdigit() and len(digits) in (8, 12, 13, 14):
        is_good = is_gtin(digits)
        return Typed(Kind.GOODS, link=Link(digits.zfill(14))) if is_good else Typed(Kind.MISTYPED)
    return Typed(Kind.CODE, code=text)


def _read_elements(text: str) -> Typed:
    """What a bracketed string or a scan names, as far as it has an address here."""
    try:
        named = dict(_elements(text))
    except BadIdentifier as error:
        is_slip = error.error == "INCORRECT_CHECK_DIGIT"
        return Typed(Kind.MISTYPED) if is_slip else Typed(Kind.CODE, code=text)
    if "01" not in named:
        return Typed(Kind.FOREIGN)
    return Typed(Kind.GOODS, link=Link(named["01"], named.get("10"), named.get("21")))


def _elements(text: str) -> list[Element]:
    if scans.is_scan(text):
        return list(scans.read(text).elements)
    return elements.read_bracketed(text.replace(" ", ""))


def _read_address(address: str, own_host: str) -> Typed:
    try:
        parts = urlsplit(address)
    except ValueError:
        return Typed(Kind.FOREIGN)
    first, _, code = unquote(parts.path).strip("/").partition("/")
    if parts.netloc.lower() == own_host.lower() and first in ("truy-xuat", "l") and code:
        code, _, rest = code.removesuffix(".txt").partition("/")
        return Typed(Kind.CODE, code=code, serial=rest.removeprefix("so-rieng/").partition("/")[0])
    return _read_weblink(address, parts.path)


def _read_weblink(address: str, path: str) -> Typed:
    """A Digital Link names the same goods whoever's address it stands behind, as old as it is."""
    try:
        found = dict(weblinks.read(_spelt(address), pad_gtin=True, allow_words=True).path)
    except BadIdentifier as error:
        if error.error == "INCORRECT_CHECK_DIGIT":
            return Typed(Kind.MISTYPED)
        return _named(unquote(path).removesuffix("/"))
    if "01" not in found:
        return Typed(Kind.FOREIGN)
    qualifiers = (found.get(ai) for ai in ("10", "21", "22", "235"))
    return Typed(Kind.GOODS, link=Link(found["01"], *qualifiers))


def _spelt(address: str) -> str:
    """As the syntax wants it: scheme in one case, no slash at the end."""
    scheme, _, rest = address.partition("://")
    return f"{scheme.lower()}://{rest.removesuffix('/')}"


def _named(path: str) -> Typed:
    """A path of ours where the standard would have "/" encoded, as people paste it."""
    try:
        return Typed(Kind.GOODS, link=parse(path))
    except BadLink:
        return Typed(Kind.FOREIGN)
