"""Check digits of GS1 keys (General Specifications 7.9): GTIN, GLN, SSCC, GSIN, GSRN, GMN."""

from collections.abc import Iterator

from catalog.kernel.codes import gtin_check_digit

CSET_82 = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
CSET_32 = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
LONGEST_WITH_PAIR = 99
_MODULUS = 1021
_VALUES = {sign: value for value, sign in enumerate(CSET_82)}


def has_check_digit(digits: str) -> bool:
    """Whether the last of these ASCII digits is the check digit of the others (mod 10)."""
    is_number = digits.isascii() and digits.isdigit()
    return is_number and len(digits) > 1 and gtin_check_digit(digits[:-1]) == digits[-1]


def is_gln(digits: str) -> bool:
    """Whether this is a global location number: 13 digits, the last one the check digit."""
    return len(digits) == 13 and has_check_digit(digits)


def check_pair(text: str) -> str:
    """The two check characters of a GMN (General Specifications 7.9.5).

    The values of the signs in character set 82, the last times 2, the one before times 3, then
    5, 7, 11 … by the primes, added up modulo 1021. Raises KeyError for any other sign.
    """
    primes = _primes()
    total = sum(next(primes) * _VALUES[sign] for sign in reversed(text)) % _MODULUS
    return CSET_32[total >> 5] + CSET_32[total & 31]


def _primes() -> Iterator[int]:
    number = 2
    while True:
        if all(number % smaller for smaller in range(2, int(number**0.5) + 1)):
            yield number
        number += 1
