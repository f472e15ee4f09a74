"""Numbers of purchases and the keys that open them, codes of parcels. Pure."""

import hashlib
import re

from itsdangerous import BadSignature, Signer

from catalog.kernel import codes

RANDOM_LENGTH = 6
NUMBER = re.compile(r"DH\d{2}[0-9A-Z]{7}(-[1-9]\d?)?")
PARCEL_CODE = re.compile(r"K[0-9A-Z]{15}")
PARCEL_RANDOM = 14


def make_number(year: int, random_body: str) -> str:
    """DH26K7Q2M9X: the year, six random characters, a check character."""
    return codes.with_check(f"DH{year % 100:02}{random_body}")


def read_number(typed: str) -> str | None:
    """A number as a person typed it, in its printed form, or None when it cannot be one."""
    number = codes.canonical(typed[:40])
    if not NUMBER.fullmatch(number) or not codes.has_valid_check(number.partition("-")[0]):
        return None
    return number


def group_number(number: str) -> str:
    """The purchase an order belongs to: DH26K7Q2M9X for DH26K7Q2M9X-1."""
    return number.partition("-")[0]


def sign(number: str, phone: str, secret: str) -> str:
    """The key that opens a purchase's page without a sign-in, while the buyer has that phone."""
    return _signer(secret).get_signature(f"{number}~{phone}").decode()


def is_signed(number: str, phone: str, key: str, secret: str) -> bool:
    """Whether `key` opens the purchase of who has this phone."""
    try:
        _signer(secret).unsign(f"{number}~{phone}.{key}")
    except BadSignature:
        return False
    return True


def _signer(secret: str) -> Signer:
    return Signer(secret, salt="orders.link", key_derivation="hmac", digest_method=hashlib.sha256)


def make_parcel_code(random_body: str) -> str:
    """K, fourteen random signs (about 69 bits: nobody meets one by trying), a check character."""
    return codes.with_check(f"K{random_body}")


def read_parcel_code(typed: str) -> str | None:
    """A parcel's code as a person typed it, in its printed form; None when it cannot be one."""
    code = codes.canonical(typed[:40])
    return code if PARCEL_CODE.fullmatch(code) and codes.has_valid_check(code) else None
