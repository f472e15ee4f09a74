"""Serial numbers and PINs: drawn at random, never kept in clear.

Kept is HMAC-SHA256 under SERIAL_KEY over the batch and the number, so a copy of the database
gives nobody a number to print. 60 bits: at 10 million given out and 100,000 guesses a day one
is hit in a million days (traceability.md 4.1).
"""

import hashlib
import hmac
import secrets

SIGNS = 12
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: 5 bits each, without I, L, O, U."""
PIN_DIGITS = 6
_READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0", "-": "", " ": ""})


def new_serial() -> str:
    """12 random signs."""
    bits = secrets.randbits(5 * SIGNS)
    return "".join(ALPHABET[bits >> 5 * place & 31] for place in range(SIGNS))


def new_pin() -> str:
    """6 random figures."""
    return f"{secrets.randbelow(10**PIN_DIGITS):0{PIN_DIGITS}}"


def as_printed(typed: str) -> str:
    """A typed or scanned serial number as it was printed: hyphens gone, look-alikes put right."""
    return typed.upper().translate(_READ_AS)


def is_serial(text: str) -> bool:
    """Whether it could be one of ours."""
    return len(text) == SIGNS and all(sign in ALPHABET for sign in text)


def serial_digest(key: bytes, batch_code: str, serial: str) -> bytes:
    """What is kept of a serial number: the same number of another batch is another."""
    return _digest(key, "serial", batch_code, serial)


def pin_digest(key: bytes, batch_code: str, serial: str, pin: str) -> bytes:
    """What is kept of a PIN: bound to its serial number."""
    return _digest(key, "pin", batch_code, serial, pin)


def is_same(one: bytes, other: bytes) -> bool:
    """Compared in constant time."""
    return hmac.compare_digest(one, other)


def _digest(key: bytes, *parts: str) -> bytes:
    # A unit separator occurs in no code: parts cannot run into each other.
    return hmac.new(key, "\x1f".join(parts).encode(), hashlib.sha256).digest()
