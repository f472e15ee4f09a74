"""A software authenticator: what a phone does when a site asks it for a passkey."""

import hashlib
import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

ORIGIN = "https://ocop.example"
HOST = "ocop.example"
UP, UV, ATTESTED = 0x01, 0x04, 0x40


def to_text(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")


def to_bytes(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Authenticator:
    """One passkey of one device. `origin` and `host` are those of the page that asks."""

    def __init__(self, origin: str = ORIGIN, host: str = HOST, *, verifies: bool = True) -> None:
        self.origin, self.host = origin, host
        self.flags = UP | (UV if verifies else 0)
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = secrets.token_bytes(32)
        self.count = 0
        self.handle = b""

    def create(self, options: str) -> str:
        """The answer to navigator.credentials.create(), as JSON."""
        asked = json.loads(options)
        self.handle = to_bytes(asked["user"]["id"])
        numbers = self.key.public_key().public_numbers()
        cose = cbor2.dumps(
            {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32), -3: numbers.y.to_bytes(32)}
        )
        credential = bytes(15) + b"\1" + len(self.id).to_bytes(2) + self.id + cose
        attestation = {"fmt": "none", "attStmt": {}, "authData": self._data(ATTESTED) + credential}
        return self._answer(
            clientDataJSON=self._client("webauthn.create", asked["challenge"]),
            attestationObject=cbor2.dumps(attestation),
        )

    def get(self, options: str) -> str:
        """The answer to navigator.credentials.get(), as JSON."""
        self.count += 1
        client = self._client("webauthn.get", json.loads(options)["challenge"])
        data = self._data()
        signature = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return self._answer(
            clientDataJSON=client,
            authenticatorData=data,
            signature=signature,
            userHandle=self.handle,
        )

    def _data(self, more: int = 0) -> bytes:
        host = hashlib.sha256(self.host.encode()).digest()
        return host + bytes([self.flags | more]) + self.count.to_bytes(4)

    def _client(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _answer(self, **response: bytes) -> str:
        answer: dict[str, Any] = {
            "id": to_text(self.id),
            "rawId": to_text(self.id),
            "type": "public-key",
            "response": {name: to_text(value) for name, value in response.items()},
        }
        return json.dumps(answer)
