"""Signed notes (C2SP signed-note), checkpoints (tlog-checkpoint) and cosignatures of type 4.

A note is a text, an empty line, and signature lines "— name base64(key id, signature)".
Signatures of unknown keys are ignored; one of a known key that fails refuses the whole note.
"""

import hashlib
import re
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Collection
from dataclasses import dataclass, replace

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from traceability.ledger.rules.tree import HASH_BYTES

ED25519, COSIGNATURE = 1, 4
"""The types of keys in use (signed-note, "Signature types")."""
LARGEST_NOTE = 64 * 1024
MOST_SIGNATURES = 64
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LABEL_BYTES = 10
"""80 bits of the root are printed: 16 signs."""
_NUMBER = re.compile(r"0|[1-9][0-9]{0,8}")
_LABEL = re.compile(r"\s*([0-9]{1,19})[\s·:/-]+([0-9A-Za-z][0-9A-Za-z\s-]{14,40})\s*")


class BadNote(Exception):
    """A note, key or checkpoint that cannot be trusted; says why."""


@dataclass(frozen=True)
class Verifier:
    """A public key with its name, as vkey text `name+id+base64(type, key)`."""

    name: str
    key: bytes
    type: int = ED25519

    @property
    def id(self) -> bytes:
        return hashlib.sha256(self.name.encode() + b"\n" + bytes([self.type]) + self.key).digest()[
            :4
        ]

    @property
    def vkey(self) -> str:
        return f"{self.name}+{self.id.hex()}+{_b64(bytes([self.type]) + self.key)}"

    def is_signed(self, text: str, signature: bytes) -> bool:
        """Whether this key signed the text; for a cosignature, at the time it names."""
        message = text.encode()
        if self.type == COSIGNATURE:
            if len(signature) != 72:
                return False
            message = _cosigned(text, int.from_bytes(signature[:8], "big"))
            signature = signature[8:]
        try:
            Ed25519PublicKey.from_public_bytes(self.key).verify(signature, message)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True)
class Signer:
    """A private key with its name. Never printed."""

    name: str
    seed: bytes
    type: int = ED25519

    def __repr__(self) -> str:
        return f"Signer({self.name})"

    @property
    def verifier(self) -> Verifier:
        public = Ed25519PrivateKey.from_private_bytes(self.seed).public_key()
        return Verifier(self.name, public.public_bytes_raw(), self.type)

    def line(self, text: str, at: int = 0) -> str:
        """The signature line under a text; `at` (POSIX seconds) only for cosignatures."""
        key = Ed25519PrivateKey.from_private_bytes(self.seed)
        if self.type == COSIGNATURE:
            signature = at.to_bytes(8, "big") + key.sign(_cosigned(text, at))
        else:
            signature = key.sign(text.encode())
        return f"— {self.name} {_b64(self.verifier.id + signature)}\n"


@dataclass(frozen=True)
class Note:
    """A text and its signature lines, taken apart but not checked."""

    text: str
    signatures: tuple[tuple[str, bytes, bytes], ...]
    """Name, key id and signature of each line."""

    def signed_by(self, known: Collection[Verifier]) -> list[Verifier]:
        """Those of the known keys that signed; BadNote if none did, or one only seems to."""
        found = []
        for name, number, signature in self.signatures:
            for key in known:
                if (key.name, key.id) != (name, number):
                    continue
                if not key.is_signed(self.text, signature):
                    raise BadNote(f"the signature of {name} does not fit the text")
                found.append(key)
        if not found:
            raise BadNote("no signature by a known key")
        return found


@dataclass(frozen=True)
class Checkpoint:
    """The log at one size: what is signed."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        return f"{self.origin}\n{self.size}\n{_b64(self.root)}\n"

    @property
    def label(self) -> str:
        """The same in few signs for print: size and 80 bits of the root, in fours."""
        return f"{self.size}-{label_of(self.root)}"


def read_vkey(text: str) -> Verifier:
    """The key in a vkey text; BadNote for anything else, also a wrong id."""
    parts = text.strip().split("+", 2)
    if len(parts) != 3 or not _is_name(parts[0]):
        raise BadNote("not a key: name+id+base64 is expected")
    key = _bytes(parts[2])
    if len(key) != 33 or key[0] not in (ED25519, COSIGNATURE):
        raise BadNote("not an Ed25519 key")
    found = Verifier(parts[0], key[1:], key[0])
    if found.id.hex() != parts[1]:
        raise BadNote("the id of the key does not fit the key")
    return found


def read_note(text: str) -> Note:
    """Take a signed note apart, or BadNote."""
    body, gap, lines = text.rpartition("\n\n")
    if not gap or len(text.encode("utf-8", "replace")) > LARGEST_NOTE or not lines.endswith("\n"):
        raise BadNote("not a signed note")
    if any(ord(sign) < 32 and sign != "\n" for sign in text):
        raise BadNote("control characters in the note")
    signed = lines[:-1].split("\n")
    if len(signed) > MOST_SIGNATURES:
        raise BadNote("too many signatures")
    return Note(body + "\n", tuple(_signature(line) for line in signed))


def read_checkpoint(text: str, known: Collection[Verifier]) -> Checkpoint:
    """The checkpoint in a note that one of the known keys signed, or BadNote."""
    note = read_note(text)
    note.signed_by(known)
    return parse_checkpoint(note.text)


def parse_checkpoint(text: str) -> Checkpoint:
    """Origin, size and root of a checkpoint's text, whoever signed it; or BadNote."""
    lines = text.split("\n")
    if len(lines) < 4 or lines[-1] or not all(lines[:-1]):
        raise BadNote("not a checkpoint: origin, size and root are expected")
    if not is_size(lines[1]):
        raise BadNote("the size of the checkpoint is no number")
    root = _bytes(lines[2])
    if len(root) != HASH_BYTES:
        raise BadNote("the root of the checkpoint is not 32 bytes")
    return Checkpoint(lines[0], int(lines[1]), root)


def is_size(text: str) -> bool:
    """Whether the text is a size as notes write it: decimal, without leading zeroes."""
    return bool(_NUMBER.fullmatch(text))


def label_of(root: bytes) -> str:
    """The first 80 bits of a root as 16 signs of Crockford's base 32, in fours."""
    bits = int.from_bytes(root[:LABEL_BYTES], "big")
    signs = "".join(CROCKFORD[bits >> 5 * place & 31] for place in reversed(range(16)))
    return "-".join(signs[at : at + 4] for at in range(0, 16, 4))


def read_label(typed: str) -> tuple[int, str] | None:
    """Size and the 16 signs (in fours) of a printed checkpoint, however typed; or None."""
    match = _LABEL.fullmatch(typed)
    if match is None:
        return None
    signs = re.sub(r"[\s-]", "", match[2]).upper().translate(str.maketrans("ILO", "110"))
    if len(signs) != 16 or not set(signs) <= set(CROCKFORD):
        return None
    return int(match[1]), "-".join(signs[at : at + 4] for at in range(0, 16, 4))


def cosigner(signer: Signer) -> Signer:
    """The key with which the holder of a log vouches for other logs: another than the log's."""
    seed = hashlib.sha256(b"ocop.witness/v1\n" + signer.seed).digest()
    return replace(signer, name=f"{signer.name}/witness", seed=seed, type=COSIGNATURE)


def _cosigned(text: str, at: int) -> bytes:
    return f"cosignature/v1\ntime {at}\n{text}".encode()


def _signature(line: str) -> tuple[str, bytes, bytes]:
    parts = line.split(" ")
    if len(parts) != 3 or parts[0] != "—" or not _is_name(parts[1]):
        raise BadNote("a signature line is malformed")
    data = _bytes(parts[2])
    if len(data) < 5:
        raise BadNote("a signature is too short")
    return parts[1], data[:4], data[4:]


def _is_name(name: str) -> bool:
    return bool(name) and "+" not in name and not any(sign.isspace() for sign in name)


def _bytes(text: str) -> bytes:
    try:
        data = b64decode(text, validate=True)
    except (NotBase64, ValueError) as error:
        raise BadNote("not base64") from error
    if _b64(data) != text:
        raise BadNote("base64 with stray bits")
    return data


def _b64(data: bytes) -> str:
    return b64encode(data).decode()
