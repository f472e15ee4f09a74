"""Codes that people read, type and say: check characters, GTINs, public numbers."""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXY"
"""Crockford's base 32 without Z, which is read as 2: no I, L, O, U either. 31 signs, a prime."""

_READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0", "Z": "2"})
_VALUE = {char: index for index, char in enumerate(ALPHABET)}


def canonical(typed: str) -> str:
    """What a person typed, as it was printed: upper case, spaces gone, look-alikes replaced."""
    return "".join(typed.split()).upper().replace("–", "-").translate(_READ_AS)


def check_character(body: str) -> str:
    """The check character over the letters and digits of `body`; hyphens do not count.

    Weighted sum modulo 31 (weights 1, 2, 3 … repeat after 30), so one wrong character and
    two swapped neighbours always show. Raises KeyError for a character outside ALPHABET.
    """
    signs = [_VALUE[char] for char in body if char != "-"]
    total = sum((place % 30 + 1) * value for place, value in enumerate(signs))
    return ALPHABET[total % len(ALPHABET)]


def with_check(body: str) -> str:
    """`body` followed by its check character."""
    return body + check_character(body)


def has_valid_check(code: str) -> bool:
    """Whether the last character of `code` is the check character of the rest."""
    body, last = code[:-1], code[-1:]
    if len(body) < 2 or any(char not in _VALUE and char != "-" for char in code):
        return False
    return check_character(body) == last


def random_body(length: int) -> str:
    """`length` random characters of ALPHABET."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def gtin_check_digit(digits: str) -> str:
    """The last digit of a GTIN over the digits before it (GS1 General Specifications 7.9)."""
    total = sum(
        int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(digits[::-1])
    )
    return str(-total % 10)


def is_gtin14(code: str) -> bool:
    """Whether `code` is 14 ASCII digits with a right check digit."""
    return (
        len(code) == 14
        and code.isascii()
        and code.isdigit()
        and gtin_check_digit(code[:-1]) == code[-1]
    )


def is_restricted_gtin(gtin14: str) -> bool:
    """Whether these are numbers that each shop gives out itself, or coupons, so that the same
    number means other goods elsewhere: GS1 prefixes 02, 04, 05, 2, 98, 99; 0 and 2 of the short
    ones (General Specifications 1.4).
    """
    if gtin14.startswith("000000"):
        return gtin14[6] in "02"
    return gtin14[1:3] in ("02", "04", "05", "98", "99") or gtin14[1] == "2"
