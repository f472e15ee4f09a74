"""Building and reading VietQR payloads. Pure.

EMVCo "QR Code Specification for Payment Systems, Merchant-Presented Mode" 1.1 (TLV, CRC) in the
layout of NAPAS (GUID A000000727): tag 38 holds bank and account, 54 whole đồng, 62.08 the purpose.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

NAPAS = "A000000727"
TO_ACCOUNT, TO_CARD = "QRIBFTTA", "QRIBFTTC"
LONGEST_PURPOSE = 25
"""Banks cut longer texts at different places; 25 ASCII characters arrive everywhere."""
MOST_DONG = 9_999_999_999_999
_D = str.maketrans({"đ": "d", "Đ": "D"})
_ACCOUNT = re.compile(r"[0-9A-Za-z]{1,19}")


class Fault(StrEnum):
    """What is wrong with a code that cannot be read."""

    NOT_TEXT = "not_text"  # other signs than a bank app writes
    CHECKSUM = "checksum"
    STRUCTURE = "structure"  # lengths that do not fit
    NOT_VIETQR = "not_vietqr"  # a payment code, but of somebody else
    LAYOUT = "layout"  # VietQR, but not as NAPAS lays it out


class BrokenCode(ValueError):
    """A payload that no bank app should pay to; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True)
class BankCode:
    """What a VietQR code says. `amount` in whole đồng; None: the payer types it."""

    bin: str
    account: str
    service: str = TO_ACCOUNT
    amount: int | None = None
    purpose: str | None = None
    is_dynamic: bool = False
    additional: tuple[tuple[str, str], ...] = ()
    """Tag 62 as it was read: bill number 01, store 03, reference 05, purpose 08."""


def build(bin_: str, account: str, amount: int | None = None, purpose: str | None = None) -> str:
    """The payload of a transfer to an account.

    With an amount the code is dynamic (made for one payment), without it static. Raises
    ValueError for a BIN, an account, an amount or a purpose that no bank could read.
    """
    if not re.fullmatch(r"[0-9]{6}", bin_) or not _ACCOUNT.fullmatch(account):
        raise ValueError("A BIN has six figures, an account 1 to 19 letters and figures.")
    if amount is not None and not 0 < amount <= MOST_DONG:
        raise ValueError("The amount is more than nothing and at most 13 figures.")
    if purpose is not None and purpose != to_purpose(purpose):
        raise ValueError("The purpose is not plain enough: see to_purpose().")
    bank = _tlv("00", bin_) + _tlv("01", account)
    parts = (
        _tlv("00", "01"),
        _tlv("01", "11" if amount is None else "12"),
        _tlv("38", _tlv("00", NAPAS) + _tlv("01", bank) + _tlv("02", TO_ACCOUNT)),
        _tlv("53", "704"),
        _tlv("54", str(amount)) if amount else "",
        _tlv("58", "VN"),
        _tlv("62", _tlv("08", purpose)) if purpose else "",
        "6304",
    )
    text = "".join(parts)
    return f"{text}{crc(text):04X}"


def to_ascii(text: str) -> str:
    """Vietnamese without marks, its capitals kept: "Nước mắm Cái Rồng" → "Nuoc mam Cai Rong"."""
    decomposed = unicodedata.normalize("NFD", text.translate(_D))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def to_purpose(text: str) -> str:
    """The text of a transfer as it arrives at every bank: ASCII letters, figures, spaces; 25."""
    plain = re.sub(r"[^0-9A-Za-z ]+", " ", to_ascii(text))
    return " ".join(plain.split())[:LONGEST_PURPOSE].rstrip()


def parse(payload: str) -> BankCode:
    """Read a payload as NAPAS lays it out, or raise BrokenCode.

    A right checksum is not enough: codes whose account block swallows the service code pass
    popular checkers and are paid to nobody.
    """
    text = payload.strip()
    if not text.isascii() or not text.isprintable() or not 12 <= len(text) <= 512:
        raise BrokenCode(Fault.NOT_TEXT)
    if text[-8:-4] != "6304" or text[-4:].upper() != f"{crc(text[:-4]):04X}":
        raise BrokenCode(Fault.CHECKSUM)
    tags = dict(_read(text))
    own = _of_napas(tags)
    account = dict(_read(own["01"])) if "01" in own else {}
    bin_, number = account.get("00", ""), account.get("01", "")
    is_whole = account.keys() == {"00", "01"} and own.get("02") in (TO_ACCOUNT, TO_CARD)
    if not (is_whole and re.fullmatch("[0-9]{6}", bin_) and _ACCOUNT.fullmatch(number)):
        raise BrokenCode(Fault.LAYOUT)
    additional = tuple(_read(tags.get("62", "")))
    return BankCode(
        bin=bin_,
        account=number,
        service=own["02"],
        amount=_amount(tags.get("54")),
        purpose=dict(additional).get("08"),
        is_dynamic=tags["01"] == "12",
        additional=additional,
    )


def crc(text: str) -> int:
    """CRC-16/CCITT-FALSE (polynomial 0x1021, start 0xFFFF) over the ASCII bytes."""
    register = 0xFFFF
    for byte in text.encode("ascii"):
        register ^= byte << 8
        for _ in range(8):
            shifted = register << 1
            register = (shifted ^ 0x1021 if register & 0x8000 else shifted) & 0xFFFF
    return register


def _of_napas(tags: dict[str, str]) -> dict[str, str]:
    """The content of tag 38, once it is clear that this is a VietQR code in đồng."""
    fixed = {"00": ("01",), "01": ("11", "12"), "53": ("704",), "58": ("VN",)}
    if any(tags.get(tag) not in allowed for tag, allowed in fixed.items()):
        raise BrokenCode(Fault.NOT_VIETQR)
    own = dict(_read(tags.get("38", "")))
    if own.get("00") != NAPAS:
        raise BrokenCode(Fault.NOT_VIETQR)
    return own


def _amount(text: str | None) -> int | None:
    if text is None:
        return None
    if not re.fullmatch(r"[1-9][0-9]{0,12}", text):
        raise BrokenCode(Fault.LAYOUT)
    return int(text)


def _tlv(tag: str, value: str) -> str:
    return f"{tag}{len(value):02}{value}"


def _read(text: str) -> Iterator[tuple[str, str]]:
    """Tags and values in their order; a tag twice, or a length that does not fit, is broken."""
    seen: set[str] = set()
    place = 0
    while place < len(text):
        head = text[place : place + 4]
        if not re.fullmatch(r"[0-9]{4}", head) or head[:2] in seen:
            raise BrokenCode(Fault.STRUCTURE)
        end = place + 4 + int(head[2:])
        if end > len(text):
            raise BrokenCode(Fault.STRUCTURE)
        seen.add(head[:2])
        yield head[:2], text[place + 4 : end]
        place = end
