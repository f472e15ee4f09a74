"""Telephone numbers: any way a person in Vietnam types one becomes E.164, or a kind refusal."""

import re
import unicodedata
from typing import Any

import phonenumbers

from catalog.kernel.errors import DomainError
from catalog.kernel.i18n import lazy_

NO_BREAK_SPACE = "\u00a0"
_LONGEST = 40

# Mobile prefixes of eleven digits ended in 2018 (Bộ TT&TT, decision 798/QĐ-BTTTT): old → new.
_RENAMED = {
    **{f"016{digit}": f"03{digit}" for digit in range(2, 10)},
    **{"0120": "070", "0121": "079", "0122": "077", "0126": "076", "0128": "078"},
    **{"0123": "083", "0124": "084", "0125": "085", "0127": "081", "0129": "082"},
    **{"0186": "056", "0188": "058", "0199": "059"},
}
_OLD_MOBILE = re.compile(r"(?:0|\+?84|0084)(1\d{2})(\d{7})")


class NotAPhone(DomainError):
    message = lazy_("Số điện thoại chưa đúng. Ví dụ: 0912 345 678.")


class OldPhone(NotAPhone):
    """A number of eleven digits, as they were until 2018."""

    def __init__(self, new: str) -> None:
        super().__init__(
            lazy_("Số 11 chữ số nay đã đổi đầu số. Số mới có thể là %(new)s.", new=new)
        )


def parse_phone(typed: str) -> str:
    """The number as E.164, "+84912345678"; raises NotAPhone.

    Without a country code it is a number of Vietnam. Spaces, dots, hyphens, brackets and
    full-width digits do not matter, nor does 84 without its plus.
    """
    text = unicodedata.normalize("NFKC", typed).strip()
    digits = re.sub(r"[\s().\-–_/]", "", text)
    if len(text) > _LONGEST or not re.fullmatch(r"\+?[0-9]{8,16}", digits):
        raise NotAPhone
    if old := _OLD_MOBILE.fullmatch(digits):
        renamed = _RENAMED.get(f"0{old[1]}")
        raise OldPhone(_grouped(renamed + old[2])) if renamed else NotAPhone
    return _valid(_with_country(digits))


def _with_country(digits: str) -> str:
    if digits.startswith("00"):
        return "+" + digits[2:]
    if digits.startswith("84") and len(digits) in (11, 12):
        return "+" + digits
    return digits


def _valid(digits: str) -> str:
    try:
        number = phonenumbers.parse(digits, "VN")
    except phonenumbers.NumberParseException as error:
        raise NotAPhone from error
    if not phonenumbers.is_valid_number(number):
        raise NotAPhone
    e164: str = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return e164


def format_phone(e164: str | None) -> str:
    """0912 345 678 for a number of Vietnam, +33 6 12 34 56 78 for others."""
    if not e164:
        return ""
    if e164.startswith("+84") and len(e164) == 12:
        return _grouped("0" + e164[3:])
    number: Any = phonenumbers.parse(e164)
    text: str = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    return text.replace(" ", NO_BREAK_SPACE)


def _grouped(national: str) -> str:
    return NO_BREAK_SPACE.join((national[:4], national[4:7], national[7:]))
