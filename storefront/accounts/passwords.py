"""Passwords as argon2id hashes (OWASP: 19 MiB, two passes, one lane)."""

import threading
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from storefront.accounts import rules

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
# A hash costs 30 ms and 19 MiB: a storm of sign-ins queues here and leaves the shop its share.
_turns = threading.BoundedSemaphore(2)
# Of a random password that was thrown away.
_NOBODY = (
    "$argon2id$v=19$m=19456,t=2,p=1$CTY3IKVd+2kqybE2tUUCdA$/9xg3n"
    "g5tmvCQz0ZJnNL8ZnJrlKlqG61isEBpLh57NU"
)
_BLOCKED = Path(__file__).parent / "data" / "blocked_passwords.txt"


def make_hash(password: str) -> str:
    with _turns:
        return _hasher.hash(rules.normal_password(password))


def matches(stored: str | None, password: str) -> bool:
    """Whether it is the password. Without an account the same work is done for nothing,

    so the time of the answer does not tell which accounts exist.
    """
    try:
        with _turns:
            right = _hasher.verify(stored or _NOBODY, rules.normal_password(password))
    except (VerificationError, InvalidHashError):
        return False
    return right and bool(stored)


def is_outdated(stored: str) -> bool:
    """Whether the hash was made with other costs than today's."""
    return _hasher.check_needs_rehash(stored)


@cache
def blocked() -> frozenset[str]:
    """The passwords nobody may take; the list is data, one per line."""
    lines = _BLOCKED.read_text("utf-8").split("\n")
    return frozenset(line.strip() for line in lines if line.strip() and line[0] != "#")
