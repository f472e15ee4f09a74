"""GS1 Digital Link addresses of goods, read and written; and what people type or scan.

Of the standard (URI syntax 1.6) this reads what the shop prints: a GTIN with its batch
(AI 10) and serial number (AI 21). Paths come percent-decoded, as a WSGI server gives them,
so a batch text may itself hold "/".
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote, unquote, urlsplit

from catalog.kernel.codes import is_gtin14

LONGEST_TYPED = 2000
_CSET_82 = re.compile(r"[!\"%&'()*+,\-./0-9:;<=>?A-Z_a-z]{1,20}")
_WEB = re.compile(r"https?://", re.IGNORECASE)
_BRACKETS = re.compile(r"\(01\)(\d{14})(?:\(10\)([^()]{1,20}))?(?:\(21\)([^()]{1,20}))?")


class Reason(StrEnum):
    """Why an address cannot be read."""

    GTIN_LENGTH = "gtin-length"
    CHECK_DIGIT = "check-digit"
    EMPTY_PART = "empty-part"
    BATCH_TEXT = "batch-text"
    SERIAL_TEXT = "serial-text"
    KEY = "key"


class BadLink(ValueError):
    """The address is not a Digital Link of ours; `reason` says which rule it breaks."""

    def __init__(self, reason: Reason) -> None:
        self.reason = reason
        super().__init__(reason.value)


@dataclass(frozen=True)
class Link:
    """What a link names: goods, perhaps a batch of them, perhaps one piece."""

    gtin: str
    batch: str | None = None
    serial: str | None = None

    @property
    def path(self) -> str:
        """The address as it is printed, percent-encoded."""
        parts = ["", "01", self.gtin]
        for key, text in (("10", self.batch), ("21", self.serial)):
            if text is not None:
                parts += [key, quote(text, safe="")]
        return "/".join(parts)


def parse(path: str) -> Link:
    """Read `/01/<gtin14>[/10/<batch>][/21/<serial>]`, or raise BadLink. No trailing slash."""
    if not path.startswith("/01/"):
        raise BadLink(Reason.KEY)
    gtin, *rest = path.removeprefix("/01/").split("/")
    if len(gtin) != 14 or not (gtin.isascii() and gtin.isdigit()):
        raise BadLink(Reason.GTIN_LENGTH)
    if not is_gtin14(gtin):
        raise BadLink(Reason.CHECK_DIGIT)
    batch, serial = _qualifiers(rest)
    return Link(gtin, batch, serial)


def _qualifiers(parts: list[str]) -> tuple[str | None, str | None]:
    """Batch and serial number after the GTIN: each at most once, in this order."""
    batch = serial = None
    if parts and parts[0] == "10":
        parts = parts[1:]
        # The serial number is last; all before its key is the batch text, which in a producer's
        # hand is often a date such as 12/10/26, and a server hides whether "/" came encoded.
        end = len(parts) - 2 if len(parts) > 2 and parts[-2] == "21" else len(parts)
        batch, parts = _text("/".join(parts[:end]), Reason.BATCH_TEXT), parts[end:]
    if parts and parts[0] == "21":
        serial, parts = _text("/".join(parts[1:]), Reason.SERIAL_TEXT), []
    if parts:
        raise BadLink(Reason.KEY if parts[0] else Reason.EMPTY_PART)
    return batch, serial


def _text(text: str, reason: Reason) -> str:
    if not text or text.startswith("/") or text.endswith("/") or "//" in text:
        raise BadLink(Reason.EMPTY_PART)
    if not _CSET_82.fullmatch(text):
        raise BadLink(reason)
    return text


def is_gtin(digits: str) -> bool:
    """Whether these are the 8, 12, 13 or 14 digits under a bar code, check digit included."""
    return len(digits) in (8, 12, 13, 14) and is_gtin14(digits.zfill(14))


class Kind(StrEnum):
    """What a person typed, pasted or scanned."""

    NOTHING = "nothing"
    CODE = "code"
    GOODS = "goods"
    FOREIGN = "foreign"


@dataclass(frozen=True)
class Typed:
    """`code` is a batch code still to be looked up, `link` the goods that were named."""

    kind: Kind
    code: str = ""
    link: Link | None = None


def read(text: str, own_host: str) -> Typed:
    """Understand a typed code, a pasted or scanned address, a bar code number."""
    text = text.strip()[:LONGEST_TYPED]
    if not text:
        return Typed(Kind.NOTHING)
    if _WEB.match(text) or text.lower().startswith(f"{own_host.lower()}/"):
        return _read_address(text if _WEB.match(text) else f"https://{text}", own_host)
    digits = re.sub(r"[\s-]", "", text)
    if digits.isascii() and digits.isdigit() and is_gtin(digits):
        return Typed(Kind.GOODS, link=Link(digits.zfill(14)))
    if found := _BRACKETS.fullmatch(text.replace(" ", "")):
        return _named(Link(*found.groups()).path)
    return Typed(Kind.CODE, code=text)


def _read_address(address: str, own_host: str) -> Typed:
    try:
        parts = urlsplit(address)
    except ValueError:
        return Typed(Kind.FOREIGN)
    path = unquote(parts.path)
    # A Digital Link names the same goods whoever's address it stands behind.
    if path.startswith("/01/"):
        return _named(path.removesuffix("/"))
    first, _, code = path.strip("/").partition("/")
    if parts.netloc.lower() == own_host.lower() and first in ("truy-xuat", "l") and code:
        return Typed(Kind.CODE, code=code.partition("/")[0].removesuffix(".txt"))
    return Typed(Kind.FOREIGN)


def _named(path: str) -> Typed:
    try:
        return Typed(Kind.GOODS, link=parse(unquote(path)))
    except BadLink:
        return Typed(Kind.FOREIGN)
