"""Photos that people send with what they report: cleaned as every picture, kept outside /media.

A photo of a pack often shows a kitchen, a receipt, a hand: docs/decisions/0094.
"""

from dataclasses import dataclass
from pathlib import Path

from flask import Response, send_file
from werkzeug.datastructures import FileStorage

from catalog.kernel.errors import NotFound
from catalog.kernel.files import KINDS, PictureStore
from catalog.kernel.web import pictures


@dataclass(frozen=True)
class Photos:
    """Those of one kind, in a folder of their own."""

    folder: str
    shown: str = "1600.webp"
    cache_control: str = "private, no-store"

    def kept(self, sent: object) -> str | None:
        """The digest of the photo that was sent, or None where none was chosen.

        Place, time and device in the file do not survive. Raises PictureRefused.
        """
        if not isinstance(sent, FileStorage) or not sent.filename:
            return None
        return self.store().keep_upload(sent.stream).digest

    def find(self, digest: str) -> Path | None:
        """The file to show, if it is still kept."""
        path = self.store().path(digest, self.shown)
        return path if path.is_file() else None

    def answer(self, digest: str | None) -> Response:
        """The photo; NotFound where there is none, or none any more."""
        path = self.find(digest) if digest else None
        if path is None:
            raise NotFound
        response = send_file(path, mimetype="image/webp")
        response.headers["Cache-Control"] = self.cache_control
        response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
        return response

    def forget(self, digest: str) -> None:
        """Delete every size of a photo."""
        for kind in KINDS:
            self.store().path(digest, kind).unlink(missing_ok=True)

    def store(self) -> PictureStore:
        """Where they lie."""
        return PictureStore(pictures().folder / self.folder)
