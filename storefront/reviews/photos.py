"""Photos of reviews: cleaned as every picture, public while their review is.

Not under /media, so that what is hidden is gone for readers at once.
"""

from pathlib import Path

from flask import Response, send_file
from werkzeug.datastructures import FileStorage

from catalog.kernel.errors import NotFound
from catalog.kernel.files import KINDS, PictureStore
from catalog.kernel.web import pictures

SHOWN = "800.webp"


def kept(sent: object) -> str | None:
    """The digest of the photo that was sent, or None where none was. Raises PictureRefused."""
    if not isinstance(sent, FileStorage) or not sent.filename:
        return None
    return _store().keep_upload(sent.stream).digest


def answer(digest: str | None) -> Response:
    """The photo; NotFound where there is none."""
    path = _path(digest, SHOWN) if digest else None
    if path is None or not path.is_file():
        raise NotFound
    response = send_file(path, mimetype="image/webp")
    response.headers["Cache-Control"] = "public, max-age=300"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def forget(digest: str) -> None:
    """Delete every size of a photo."""
    for kind in KINDS:
        _path(digest, kind).unlink(missing_ok=True)


def _path(digest: str, kind: str) -> Path:
    return _store().path(digest, kind)


def _store() -> PictureStore:
    return PictureStore(pictures().folder / "reviews")
