"""What a browser must give, how a message is sealed for it (RFC 8291), who signs it (RFC 8292).

Everything random comes in as an argument, so that the examples of the RFCs can be worked through.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

CURVE = ec.SECP256R1()
KEY_BYTES, SECRET_BYTES, SALT_BYTES = 65, 16, 16
RECORD = 4096
LONGEST_ENDPOINT = 1000
MOST_DEVICES = 10
LIFE_SECONDS = 12 * 3600
GONE = frozenset({404, 410})


@dataclass(frozen=True)
class Target:
    """Where a browser's push service takes messages, and what seals them."""

    endpoint: str
    browser_key: str
    secret: str


def is_sealable(target: Target) -> bool:
    """Whether the keys are what RFC 8291 asks for: a point of the curve and 16 bytes."""
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(CURVE, decode(target.browser_key))
        return len(decode(target.secret)) == SECRET_BYTES
    except ValueError:
        return False


def seal(text: bytes, target: Target, own: ec.EllipticCurvePrivateKey, salt: bytes) -> bytes:
    """The body of a message that only this browser can open: aes128gcm in one record."""
    theirs = decode(target.browser_key)
    ours = point_of(own)
    shared = own.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(CURVE, theirs))
    secret = _derive(decode(target.secret), shared, b"WebPush: info\0" + theirs + ours, 32)
    key = _derive(salt, secret, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _derive(salt, secret, b"Content-Encoding: nonce\0", 12)
    sealed = AESGCM(key).encrypt(nonce, text + b"\x02", None)
    return salt + RECORD.to_bytes(4) + bytes([len(ours)]) + ours + sealed


def authorization(endpoint: str, key: ec.EllipticCurvePrivateKey, contact: str, until: int) -> str:
    """The value of Authorization: a token for this push service, and our public key (RFC 8292)."""
    parts = urlsplit(endpoint)
    claims = {"aud": f"{parts.scheme}://{parts.netloc}", "exp": until, "sub": contact}
    signed = ".".join(encode(_json(part)) for part in ({"typ": "JWT", "alg": "ES256"}, claims))
    numbers = decode_dss_signature(key.sign(signed.encode(), ec.ECDSA(hashes.SHA256())))
    mark = b"".join(number.to_bytes(32) for number in numbers)
    return f"vapid t={signed}.{encode(mark)}, k={encode(point_of(key))}"


def private_key(text: str) -> ec.EllipticCurvePrivateKey:
    """The key kept as 32 bytes in base64url."""
    return ec.derive_private_key(int.from_bytes(decode(text)), CURVE)


def point_of(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def encode(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def decode(text: str) -> bytes:
    """Raises ValueError for what is no base64url."""
    return urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))


def _derive(salt: bytes, secret: bytes, info: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt, info).derive(secret)


def _json(value: Mapping[str, object]) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()
