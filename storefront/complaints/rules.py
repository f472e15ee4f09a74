"""What may be complained of, how far a complaint is, and when it is late. Pure."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from itsdangerous import BadSignature, Signer

from catalog.kernel import codes

LONGEST_TEXT = 3000
LONGEST_WORDS = 2000
LONGEST_SUBJECT = 120
LONGEST_NAME = 80
RANDOM_LENGTH = 6


class ComplaintKind(StrEnum):
    """What it is about."""

    ORDER = "order"
    SELLER = "seller"
    PRODUCT = "product"
    INFORMATION = "information"
    PRIVACY = "privacy"
    PLATFORM = "platform"


class ComplaintState(StrEnum):
    """How far a complaint is."""

    RECEIVED = "received"
    ACKNOWLEDGED = "acknowledged"
    RESOLVED = "resolved"


class Outcome(StrEnum):
    """What came of it."""

    UPHELD = "upheld"
    SETTLED = "settled"  # the two sides agreed
    NOT_UPHELD = "not_upheld"


class Side(StrEnum):
    """Who said or did something."""

    COMPLAINANT = "complainant"
    SELLER = "seller"
    OPERATOR = "operator"


class Act(StrEnum):
    """What was done."""

    RECEIVED = "received"
    ACKNOWLEDGED = "acknowledged"
    ASKED_SELLER = "asked_seller"
    ASKED_COMPLAINANT = "asked_complainant"
    SAID = "said"
    NOTED = "noted"
    RESOLVED = "resolved"


@dataclass(frozen=True)
class Clocks:
    """The times of a complaint, as far as being late goes."""

    state: str
    acknowledge_by: datetime
    resolve_by: datetime

    def due_at(self) -> datetime | None:
        """What the operator owes next, and until when; None once it is done."""
        if self.state == ComplaintState.RESOLVED:
            return None
        if self.state == ComplaintState.RECEIVED:
            return min(self.acknowledge_by, self.resolve_by)
        return self.resolve_by

    def is_late(self, now: datetime) -> bool:
        due = self.due_at()
        return due is not None and due <= now


def both_heard(
    *, has_seller: bool, heard_at: datetime | None, answer_by: datetime | None, now: datetime
) -> bool:
    """Whether it may be decided: the seller has spoken, or was asked and let the time run out."""
    return not has_seller or heard_at is not None or (answer_by is not None and answer_by <= now)


def make_number(year: int, random_body: str) -> str:
    """KN26K7Q2M9X: the year, six random characters, a check character."""
    return codes.with_check(f"KN{year % 100:02}{random_body}")


def sign(number: str, secret: str) -> str:
    """The key that opens all that was said about a complaint."""
    return _signer(secret).get_signature(number).decode()


def is_signed(number: str, key: str, secret: str) -> bool:
    """Whether `key` opens this complaint."""
    try:
        _signer(secret).unsign(f"{number}.{key}")
    except BadSignature:
        return False
    return True


def _signer(secret: str) -> Signer:
    return Signer(
        secret, salt="complaints.link", key_derivation="hmac", digest_method=hashlib.sha256
    )
