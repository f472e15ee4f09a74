"""One name for one thing: EPC URNs and web addresses as constrained canonical GS1 Digital Links.

CBV 2.0 section 8.9.2 and EPC TDS 2.0: `https://id.gs1.org/<key>/<value>`, with the one qualifier
that says most. The spelling of an address elsewhere (host, named keys, GTIN-8 to 13, attributes)
is forgiven; what is no GS1 key stays what it is.
"""

import re
from urllib.parse import urlsplit

CANONICAL = "https://id.gs1.org"

_NAMES = {
    **{"sscc": "00", "gtin": "01", "gdti": "253", "gcn": "255", "ginc": "401", "gsin": "402"},
    **{"shipTo": "410", "billTo": "411", "purchasedFrom": "412", "shipFor": "413", "gln": "414"},
    **{"payTo": "415", "glnProd": "416", "party": "417", "grai": "8003", "giai": "8004"},
    **{"itip": "8006", "cpid": "8010", "gmn": "8013", "gsrnp": "8017", "gsrn": "8018"},
    **{"cpv": "22", "lot": "10", "ser": "21", "tpx": "235", "glnx": "254", "cpsn": "8011"},
}
_SIGN = r"(?:%[0-9A-Fa-f]{2}|[!-$&-.0-~])"  # one sign of a value; "/" is written %2F
_GLN = (r"[0-9]{13}", ())
_KEYS: dict[str, tuple[str, tuple[str, ...]]] = {
    "00": (r"[0-9]{18}", ()),
    "01": (r"[0-9]{8}|[0-9]{12,14}", ("21", "235", "10")),
    "253": (rf"[0-9]{{13}}{_SIGN}{{0,17}}", ()),
    "255": (r"[0-9]{13}[0-9]{0,12}", ()),
    "401": (rf"{_SIGN}{{1,30}}", ()),
    "402": (r"[0-9]{17}", ()),
    **dict.fromkeys(("410", "411", "412", "413", "415", "416", "417"), _GLN),
    "414": (r"[0-9]{13}", ("254",)),
    "8003": (rf"[0-9]{{14}}{_SIGN}{{0,16}}", ()),
    "8004": (rf"{_SIGN}{{1,30}}", ()),
    "8006": (r"[0-9]{18}", ("21", "10")),
    "8010": (rf"{_SIGN}{{1,30}}", ("8011",)),
    "8013": (rf"{_SIGN}{{1,25}}", ()),
    "8017": (r"[0-9]{18}", ()),
    "8018": (r"[0-9]{18}", ()),
}
"""Primary keys: the form of the value, and the qualifiers kept, the one that says most first."""

_QUALIFIERS = {"01": {"10", "21", "22", "235"}, "8006": {"10", "21", "22"}}
_BARE = str.maketrans({sign: f"%{ord(sign):02X}" for sign in "!()*+,:;="})

# EPC URN scheme → key, digits before the check digit, what follows the number.
_URNS: dict[str, tuple[str, int, str]] = {
    "sgtin": ("01", 13, "/21/"),
    "lgtin": ("01", 13, "/10/"),
    "upui": ("01", 13, "/235/"),
    "itip": ("8006", 13, "/21/"),
    "sscc": ("00", 17, ""),
    "sgln": ("414", 12, "/254/"),
    "pgln": ("417", 12, ""),
    "gdti": ("253", 12, "+"),
    "sgcn": ("255", 12, "+"),
    "grai": ("8003", 12, "+"),
    "gsrn": ("8018", 17, ""),
    "gsrnp": ("8017", 17, ""),
    "gsin": ("402", 16, ""),
    "giai": ("8004", 0, ""),
    "ginc": ("401", 0, ""),
    "cpi": ("8010", 0, "/8011/"),
}
_INDICATED = {"sgtin", "lgtin", "upui", "itip", "sscc"}  # the reference begins with the first digit


def canonical(text: str) -> str | None:
    """The constrained canonical Digital Link of a GS1 identifier, or None for anything else."""
    if text.startswith("urn:epc:"):
        return _from_urn(text)
    if text.startswith(("https://", "http://")):
        return _from_address(text)
    return None


def lot_of(text: str) -> tuple[str, str] | None:
    """GTIN-14 and batch text of a lot class, however it is written; None for anything else."""
    found = re.fullmatch(rf"{CANONICAL}/01/([0-9]{{14}})/10/(.+)", canonical(text) or "")
    return (found[1], found[2]) if found else None


def check_digit(digits: str) -> str:
    """GS1's check digit: weights 3 and 1 from the right."""
    weighed = sum(int(one) * (1 if at % 2 else 3) for at, one in enumerate(reversed(digits)))
    return str(-weighed % 10)


def _from_urn(urn: str) -> str | None:
    parts = urn.split(":", 4)
    if len(parts) != 5 or parts[2] not in ("id", "class", "idpat") or parts[3] not in _URNS:
        return None
    scheme = parts[3]
    key, length, after = _URNS[scheme]
    company, _, rest = parts[4].partition(".")
    reference, *serials = rest.split(".")
    if scheme in _INDICATED:
        number = f"{reference[:1]}{company}{reference[1:]}"
    else:
        number = f"{company}{reference}"
    if length:
        if not re.fullmatch(rf"[0-9]{{{length}}}", number):
            return None
        number += check_digit(number)
    if scheme == "grai":
        number = f"0{number}"
    if scheme == "itip" and len(serials) == 3:
        number += serials.pop(0) + serials.pop(0)
    serial = ".".join(serials)
    if serial in ("", "*") or (scheme, serial) == ("sgln", "0"):
        return f"{CANONICAL}/{key}/{_encoded(number)}"
    return f"{CANONICAL}/{key}/{_encoded(number)}{after.strip('+')}{_encoded(serial)}"


def _from_address(address: str) -> str | None:
    try:
        path = urlsplit(address).path
    except ValueError:  # a host that cannot be
        return None
    parts = path.strip("/").split("/")
    for start in range(len(parts) - 2, -1, -1):
        if found := _from_pairs(parts[start:]):
            return found
    return None


def _from_pairs(parts: list[str]) -> str | None:
    if len(parts) % 2:
        return None
    keys = [_NAMES.get(part, part) for part in parts[::2]]
    key, value = keys[0], parts[1]
    if key not in _KEYS:
        return None
    form, kept = _KEYS[key]
    qualifiers = dict(zip(keys[1:], parts[3::2], strict=True))
    if not re.fullmatch(form, value) or not set(qualifiers) <= _QUALIFIERS.get(key, set(kept)):
        return None
    value = value.zfill(14) if key == "01" else value
    for name in kept:
        if name in qualifiers:
            return f"{CANONICAL}/{key}/{_encoded(value)}/{name}/{_encoded(qualifiers[name])}"
    return f"{CANONICAL}/{key}/{_encoded(value)}"


def _encoded(value: str) -> str:
    return value.translate(_BARE)
