"""Whether a value is what its application identifier says: character sets, lengths, checks.

The checks and their names are those of GS1's syntax tests. Coupons (AI 8110, 8112), which only
North America prints, are refused as out of scope.
"""

import re
from collections.abc import Callable
from string import ascii_letters, ascii_uppercase, digits

from traceability.identifiers.rules import check_digits, codes, dates
from traceability.identifiers.rules.faults import BadIdentifier, Fault
from traceability.identifiers.rules.table import Entry, Part

Check = Callable[[str], Fault | None]

OUT_OF_SCOPE = "OUT_OF_SCOPE"
SHORTEST_PREFIX = 4
_SETS = {
    "N": (digits, "NON_DIGIT_CHARACTER"),
    "X": (check_digits.CSET_82, "INVALID_CSET82_CHARACTER"),
    "Y": (f"#-/{digits}{ascii_uppercase}", "INVALID_CSET39_CHARACTER"),
    "Z": (f"{ascii_letters}{digits}-_", "INVALID_CSET64_CHARACTER"),
}


def check(entry: Entry, value: str) -> None:
    """Raise BadIdentifier where `value` may not follow this AI."""
    if len(value) < entry.shortest:
        raise BadIdentifier("TOO_SHORT", entry.ai)
    if len(value) > entry.longest:
        raise BadIdentifier("TOO_LONG", entry.ai)
    rest = value
    for part in entry.parts:
        if part.is_optional and not rest:
            continue
        piece, rest = rest[: part.longest], rest[part.longest :]
        if len(piece) < part.shortest:
            raise BadIdentifier("WRONG_LENGTH", entry.ai)
        if fault := find_fault(part, piece):
            before = len(value) - len(rest) - len(piece)
            moved = Fault(fault.error, fault.start + before, fault.end + before)
            raise BadIdentifier(fault.error, entry.ai, moved)
    if rest:
        raise BadIdentifier("TOO_LONG", entry.ai)


def find_fault(part: Part, piece: str) -> Fault | None:
    """The first thing wrong with a piece of a value: its signs, then its checks."""
    if fault := check_charset(part.charset, piece):
        return fault
    faults = (CHECKS[name](piece) for name in part.checks)
    return next((fault for fault in faults if fault), None)


def check_charset(charset: str, text: str) -> Fault | None:
    """Whether all signs of `text` are in the set N, X, Y or Z."""
    allowed, error = _SETS[charset]
    bare = text
    if charset == "Z" and text.endswith("="):
        bare = text.rstrip("=")
        if (found := _first_other(bare, allowed)) is None and _is_badly_padded(text, bare):
            return Fault("INVALID_CSET64_PADDING", len(bare), len(text))
    found = _first_other(bare, allowed)
    return None if found is None else Fault(error, found, found + 1)


def _is_badly_padded(text: str, bare: str) -> bool:
    return len(text) % 3 != 0 or len(text) - len(bare) > 2


def _first_other(text: str, allowed: str) -> int | None:
    return next((place for place, sign in enumerate(text) if sign not in allowed), None)


def _whole(error: str, text: str) -> Fault:
    return Fault(error, 0, len(text))


def _check_digit(text: str) -> Fault | None:
    if not text:
        return _whole("TOO_SHORT_FOR_CHECK_DIGIT", text)
    if fault := check_charset("N", text):
        return fault
    if check_digits.has_check_digit(text):
        return None
    return Fault("INCORRECT_CHECK_DIGIT", len(text) - 1, len(text))


def _check_pair(text: str) -> Fault | None:
    if len(text) < 2:
        return _whole("TOO_SHORT_FOR_CHECK_PAIR", text)
    if len(text) > check_digits.LONGEST_WITH_PAIR:
        return _whole("TOO_LONG_FOR_CHECK_PAIR_IMPLEMENTATION", text)
    if fault := check_charset("X", text[:-2]):
        return fault
    if check_digits.check_pair(text[:-2]) == text[-2:]:
        return None
    return Fault("INCORRECT_CHECK_PAIR", len(text) - 2, len(text))


def _company_prefix(text: str) -> Fault | None:
    """Whether a company prefix may begin here; whose it is, only GS1's register knows."""
    if len(text) < SHORTEST_PREFIX:
        return _whole("TOO_SHORT_FOR_GCP", text)
    if check_charset("N", text[:SHORTEST_PREFIX]):
        return _whole("INVALID_GCP_PREFIX", text)
    return None


def _company_prefix_second(text: str) -> Fault | None:
    if fault := _company_prefix(text[1:]):
        return Fault(fault.error, fault.start + 1, fault.end + 1)
    return None


def _has_non_digit(text: str) -> Fault | None:
    is_number = all(sign in digits for sign in text)
    return _whole("REQUIRES_NON_DIGIT_CHARACTER", text) if is_number else None


def _no_zero_prefix(text: str) -> Fault | None:
    if fault := check_charset("N", text):
        return fault
    return Fault("ILLEGAL_ZERO_PREFIX", 0, 1) if text.startswith("0") else None


def _non_zero(text: str) -> Fault | None:
    if fault := check_charset("N", text):
        return fault
    return None if text.strip("0") else _whole("ILLEGAL_ZERO_VALUE", text)


def _matches(pattern: str, error: str) -> Check:
    """Whether the whole text fits; where not, all of it is wrong."""
    compiled = re.compile(pattern)
    return lambda text: None if compiled.fullmatch(text) else _whole(error, text)


def _importer(text: str) -> Fault | None:
    if len(text) != 1:
        return _whole("IMPORTER_IDX_MUST_BE_ONE_CHARACTER", text)
    found = _first_other(text, f"{ascii_letters}{digits}-_")
    return None if found is None else Fault("INVALID_IMPORT_IDX_CHARACTER", 0, 1)


def _percent(text: str) -> Fault | None:
    """Whether every % begins the two hex digits of a byte."""
    for place in (place for place, sign in enumerate(text) if sign == "%"):
        if not re.match(r"%[0-9A-Fa-f]{2}", text[place:]):
            return Fault("INVALID_PERCENT_SEQUENCE", place, min(place + 3, len(text)))
    return None


def _piece_of_total(text: str) -> Fault | None:
    if not text or len(text) % 2:
        return _whole("INVALID_LENGTH_FOR_PIECE_OF_TOTAL", text)
    if fault := check_charset("N", text):
        return fault
    half = len(text) // 2
    piece, total = int(text[:half]), int(text[half:])
    if piece == 0:
        return Fault("ZERO_PIECE_NUMBER", 0, half)
    if total == 0:
        return Fault("ZERO_TOTAL_PIECES", half, len(text))
    return _whole("PIECE_NUMBER_EXCEEDS_TOTAL", text) if piece > total else None


def _position_in_sequence(text: str) -> Fault | None:
    found = re.fullmatch(r"([0-9]+)/([0-9]+)", text)
    if found is None:
        return _whole("POSITION_IN_SEQUENCE_MALFORMED", text)
    for group in (1, 2):
        if found[group].startswith("0"):
            return Fault("ILLEGAL_ZERO_PREFIX", *found.span(group))
    if int(found[1]) > int(found[2]):
        return _whole("POSITION_EXCEEDS_END", text)
    return None


def _angle(name: str, most: int) -> Check:
    """Ten digits of degrees times 10 million, moved so that none is negative."""

    def check_angle(text: str) -> Fault | None:
        if len(text) != 10:
            return _whole(f"{name}_INVALID_LENGTH", text)
        if fault := check_charset("N", text):
            return fault
        return _whole(f"INVALID_{name}", text) if int(text) > most else None

    return check_angle


def _iban(text: str) -> Fault | None:
    if len(text) <= 10:
        return _whole("IBAN_TOO_SHORT", text)
    if len(text) > 34:
        return _whole("IBAN_TOO_LONG", text)
    found = _first_other(text, digits + ascii_uppercase)
    if found is not None:
        return Fault("INVALID_IBAN_CHARACTER", found, found + 1)
    if text[:2] not in codes.listed("iso3166alpha2"):
        return Fault("ILLEGAL_IBAN_COUNTRY_CODE", 0, 2)
    number = "".join(str(int(sign, 36)) for sign in text[4:] + text[:4])
    return None if int(number) % 97 == 1 else Fault("INCORRECT_IBAN_CHECKSUM", 2, 4)


def _coupon(text: str) -> Fault | None:
    return _whole(OUT_OF_SCOPE, text)


CHECKS: dict[str, Check] = {
    "couponcode": _coupon,
    "couponposoffer": _coupon,
    "cset39": lambda text: check_charset("Y", text),
    "cset64": lambda text: check_charset("Z", text),
    "cset82": lambda text: check_charset("X", text),
    "csetnumeric": lambda text: check_charset("N", text),
    "csum": _check_digit,
    "csumalpha": _check_pair,
    "gcppos1": _company_prefix,
    "gcppos2": _company_prefix_second,
    "hasnondigit": _has_non_digit,
    "hh": dates.hour,
    "hhmi": dates.hour_and_minute,
    "hyphen": _matches("-+", "NOT_HYPHEN"),
    "iban": _iban,
    "importeridx": _importer,
    "iso3166": codes.one_of("iso3166", "NOT_ISO3166"),
    "iso3166999": codes.one_of("iso3166", "NOT_ISO3166_OR_999", also="999"),
    "iso3166alpha2": codes.one_of("iso3166alpha2", "NOT_ISO3166_ALPHA2"),
    "iso4217": codes.one_of("iso4217", "NOT_ISO4217"),
    "iso5218": _matches("[0129]", "INVALID_BIOLOGICAL_SEX_CODE"),
    "latitude": _angle("LATITUDE", 1_800_000_000),
    "longitude": _angle("LONGITUDE", 3_600_000_000),
    "mediatype": codes.one_of("mediatype", "INVALID_MEDIA_TYPE"),
    "mi": dates.minute,
    "nonzero": _non_zero,
    "nozeroprefix": _no_zero_prefix,
    "packagetype": codes.one_of("packagetype", "INVALID_PACKAGE_TYPE"),
    "pcenc": _percent,
    "pieceoftotal": _piece_of_total,
    "posinseqslash": _position_in_sequence,
    "ss": dates.second,
    "winding": _matches("[019]", "INVALID_WINDING_DIRECTION"),
    "yesno": _matches("[01]", "NOT_ZERO_OR_ONE"),
    "yymmd0": dates.date(2, may_lack_day=True),
    "yymmdd": dates.date(2, may_lack_day=False),
    "yyyymmd0": dates.date(4, may_lack_day=True),
    "yyyymmdd": dates.date(4, may_lack_day=False),
    "zero": _matches("0+", "NOT_ZERO"),
}
