"""What our things are called in EPCIS: addresses on this site, and words of our own namespace."""

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from traceability.batches.models import Batch
from traceability.batches.rules import is_code
from traceability.epcis_form.identifiers import canonical, lot_of

CONTEXT = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"
"""Referred to, never fetched."""

PREFIX = "choxa"
IGNORE = f"{PREFIX}:ignoreFields"
PRIVATE = frozenset(
    f"{PREFIX}:{name}" for name in ("confirmedBy", "partner", "partnerAddress", "sourceEventID")
)
"""Fields beside the event: they are no part of its identity and not for everybody."""

LOCATION = "urn:epcglobal:epcis:vtype:Location"
CLASS = "urn:epcglobal:epcis:vtype:EPCClass"


def own(name: str) -> str:
    """A field of our own namespace."""
    return f"{PREFIX}:{name}"


@dataclass(frozen=True)
class Lot:
    """What an epcClass names: a batch text of a GTIN, or a public code of this platform."""

    gtin: str | None
    text: str


@dataclass(frozen=True)
class Goods:
    """What a question names: a lot, or with `text` None all lots of a GTIN."""

    gtin: str | None
    text: str | None


@dataclass(frozen=True)
class Site:
    """Names things by the public origin (`https://ocop.example`), never by the Host header."""

    origin: str

    @property
    def context(self) -> list[str | dict[str, str]]:
        return [CONTEXT, {PREFIX: f"{self.origin}/epcis/voc#"}]

    def lot(self, batch: Batch) -> str:
        """The address printed on the batch's label, so that a scan finds its events."""
        gtin = batch.product.gtin if batch.product else None
        if gtin:
            text = quote(batch.producer_text or batch.code, safe="")
            return f"{self.origin}/01/{gtin}/10/{text}"
        return f"{self.origin}/l/{batch.code}"

    def producer(self, slug: str) -> str:
        return f"{self.origin}/chu-the/{slug}"

    def product(self, slug: str) -> str:
        return f"{self.origin}/san-pham/{slug}"

    def area(self, slug: str) -> str:
        return f"{self.origin}/vung-trong/{slug}"

    def commune(self, code: str) -> str:
        return f"{self.origin}/dia-gioi/{code}"


def read_lot(address: str) -> Lot | None:
    """A lot however it is written: lgtin URN, Digital Link of any host, /l/<code>; else None."""
    if found := lot_of(address):
        return Lot(found[0], unquote(found[1]))
    try:
        path = urlsplit(address).path
    except ValueError:
        return None
    code = re.fullmatch(r"/l/([0-9A-Z-]{1,20})", path)
    return Lot(None, code[1]) if code and is_code(code[1]) else None


def read_goods(address: str) -> Goods | None:
    """A lot, a serial number of one, or a GTIN alone; None for anything else."""
    if lot := read_lot(address):
        return Goods(lot.gtin, lot.text)
    # The canonical form of a serial number leaves the lot out; what is printed has both.
    found = re.fullmatch(r"(.+/01/[0-9]{14}/10/[^/]+)/21/[^/]+", address)
    if found and (lot := read_lot(found[1])):
        return Goods(lot.gtin, lot.text)
    gtin = re.fullmatch(r"https://id\.gs1\.org/01/([0-9]{14})", canonical(address) or "")
    return Goods(gtin[1], None) if gtin else None


def read_slug(address: str, folder: str) -> str | None:
    """The last part of `…/<folder>/<slug>` of any host; else None."""
    try:
        path = urlsplit(address).path
    except ValueError:
        return None
    found = re.fullmatch(rf"/{folder}/([^/]+)", path)
    return unquote(found[1]) if found else None
