"""Secrets that must be read again, sealed under SECRET_KEY: a copy of the rows is no use."""

import hashlib
import hmac
from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken


class SealBroken(Exception):
    """The text was sealed under another SECRET_KEY, or for another use."""


def digest(secret: str, use: str, text: str) -> str:
    """What to store of a text that is only compared: without the key nobody can try them all."""
    return hmac.new(secret.encode(), f"{use}\n{text}".encode(), hashlib.sha256).hexdigest()


def link_token(secret: str, use: str, text: str) -> str:
    """What makes a link that acts without a sign-in; nobody guesses it."""
    return digest(secret, use, text)[:32]


def is_link_token(secret: str, use: str, text: str, token: str) -> bool:
    """Whether the link is ours; compared in a time that tells nothing."""
    return hmac.compare_digest(token.encode(), link_token(secret, use, text).encode())


def seal(secret: str, use: str, text: str) -> str:
    """`text`, to be read again only with the same secret and use."""
    return _box(secret, use).encrypt(text.encode()).decode()


def unseal(secret: str, use: str, sealed: str) -> str:
    """What was sealed; raises SealBroken."""
    try:
        return _box(secret, use).decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise SealBroken(use) from error


def _box(secret: str, use: str) -> Fernet:
    key = hmac.new(secret.encode(), f"seal\n{use}".encode(), hashlib.sha256).digest()
    return Fernet(urlsafe_b64encode(key))
