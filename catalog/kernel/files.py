"""The pictures kept on this machine, by the digest of what was sent in.

A picture never changes under its address, and nobody's file name is ever used.
"""

import hashlib
import os
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from PIL import Image

from catalog.kernel import pictures

LARGEST_UPLOAD = 10 * 1024 * 1024
RECIPE = b"ocop picture 1\n"  # part of the digest: another recipe gives another address
KINDS = ("1600.webp", "800.webp", "320.webp", "800.jpg")

# One picture is decoded at a time: 50 million pixels take 150 MB and half a second.
_turn = threading.Lock()


@dataclass(frozen=True)
class Picture:
    """A kept picture. Width and height are those of its largest size."""

    digest: str
    width: int
    height: int
    colour: str


class PictureStore:
    """The pictures in a folder of this machine."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep_upload(self, stream: IO[bytes]) -> Picture:
        """Keep what a browser sent, reading no more of it than is allowed."""
        return self.keep(stream.read(LARGEST_UPLOAD + 1))

    def keep(self, data: bytes) -> Picture:
        """Make a picture out of bytes nobody vouches for, or raise PictureRefused."""
        if not data:
            raise pictures.PictureMissing
        if len(data) > LARGEST_UPLOAD:
            raise pictures.PictureTooHeavy
        digest = hashlib.sha256(RECIPE + data).hexdigest()[:32]
        with _turn:
            return self._write(digest, pictures.decode(data))

    def keep_drawn(self, image: Image.Image) -> Picture:
        """Keep a picture this program drew itself."""
        clean = pictures.shrink(image.convert("RGB"))
        size = f"{clean.size}".encode()
        digest = hashlib.sha256(RECIPE + size + clean.tobytes()).hexdigest()[:32]
        return self._write(digest, clean, effort=2)  # flat colours: more effort saves nothing

    def path(self, digest: str, kind: str) -> Path:
        """Where a size of a picture lies, whether or not it is there."""
        return self.folder / digest[:2] / f"{digest}-{kind}"

    def write_bytes(self, digest: str, kind: str, data: bytes) -> None:
        """Put a finished file in place: whole and on the disk, or not at all."""
        target = self.path(digest, kind)
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".new-", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        _sync_folder(target.parent)

    def _write(self, digest: str, image: Image.Image, effort: int = 4) -> Picture:
        if not all(self.path(digest, kind).exists() for kind in KINDS):
            # All sizes are encoded before the first is written.
            for kind, data in pictures.encode(image, effort).items():
                self.write_bytes(digest, kind, data)
        return Picture(digest, image.width, image.height, pictures.dominant_colour(image))


def _sync_folder(folder: Path) -> None:
    """Make the new name itself survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
