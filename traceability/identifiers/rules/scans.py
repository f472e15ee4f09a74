"""What a bar code reader sends: a symbology identifier (ISO/IEC 15424), then the data.

Codes that may hold element strings (QR, Data Matrix, DotCode) say so in the identifier;
GS1-128 and DataBar hold nothing else; EAN and UPC hold a GTIN. "\\x1d" separates elements.
"""

from dataclasses import dataclass

from traceability.identifiers.rules import check_digits, elements, weblinks
from traceability.identifiers.rules.elements import SEPARATOR, Element
from traceability.identifiers.rules.faults import BadIdentifier

GROUP_SEPARATOR = "\x1d"
_PLAIN = {"]Q1": "QR", "]d1": "DM", "]J0": "DotCode"}
_ELEMENTS = {
    "]Q3": "QR",
    "]d2": "DM",
    "]J1": "DotCode",
    "]e0": "DataBarExpanded",
    "]C1": "GS1_128",
}
_GTINS = {"]E0": ("EAN13", 13), "]E4": ("EAN8", 8)}
_COMPOSITE = "|]e0"


@dataclass(frozen=True)
class Scan:
    """What was read: the kind of code, its data as text, the elements it names.

    A plain text names none. `text` has separators where the code holds elements.
    """

    symbology: str
    text: str
    elements: tuple[Element, ...] = ()


def is_scan(text: str) -> bool:
    """Whether a symbology identifier that we know stands before the data."""
    return text[:3] in _PLAIN or text[:3] in _ELEMENTS or text[:3] in _GTINS


def read(text: str) -> Scan:
    """Read what a reader sent, or raise BadIdentifier.

    A web address in a plain code must be a Digital Link, as GS1's engine demands;
    `without_symbology` takes others.
    """
    kind, data = text[:3], text[3:]
    if kind in _PLAIN:
        named = weblinks.read(data).elements if data.startswith(weblinks.SCHEMES) else ()
        return Scan(_PLAIN[kind], data, named)
    if kind in _ELEMENTS:
        separated, named = _elements(data)
        return Scan(_ELEMENTS[kind], separated, named)
    if kind in _GTINS:
        return _gtin(*_GTINS[kind], data)
    raise BadIdentifier("UNKNOWN_SYMBOLOGY")


def without_symbology(text: str) -> str:
    """A plain text alone, whatever it holds."""
    return text[3:] if text[:3] in _PLAIN else text


def _gtin(symbology: str, length: int, data: str) -> Scan:
    digits, is_composite, more = data.partition(_COMPOSITE)
    if len(digits) != length or not check_digits.has_check_digit(digits):
        raise BadIdentifier("INCORRECT_CHECK_DIGIT", "01")
    goods = Element("01", digits.zfill(14))
    if not is_composite:
        return Scan(symbology, digits, (goods,))
    separated, named = _elements(more)
    return Scan(symbology, f"{digits}|{separated}", (goods, *named))


def _elements(data: str) -> tuple[str, tuple[Element, ...]]:
    if SEPARATOR in data:
        raise BadIdentifier("ILLEGAL_CHARACTERS")
    separated = SEPARATOR + data.replace(GROUP_SEPARATOR, SEPARATOR)
    return separated, tuple(elements.read_separated(separated))
