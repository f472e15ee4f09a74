"""Photos that buyers send with a report: cleaned as every picture, kept apart, shown to staff only.

Not under /media: a photo of a pack often shows a kitchen, a receipt, a hand.
"""

from pathlib import Path

from werkzeug.datastructures import FileStorage

from catalog.kernel.files import KINDS, PictureStore
from catalog.kernel.web import pictures

LARGE = "1600.webp"


def kept(sent: object) -> str | None:
    """The digest of the photo that was sent, or None where none was chosen.

    Place, time and device in the file do not survive. Raises PictureRefused.
    """
    if not isinstance(sent, FileStorage) or not sent.filename:
        return None
    return _store().keep_upload(sent.stream).digest


def find(digest: str) -> Path | None:
    """The file to show, if it is still kept."""
    path = _store().path(digest, LARGE)
    return path if path.is_file() else None


def forget(digest: str) -> None:
    """Delete every size of a photo."""
    for kind in KINDS:
        _store().path(digest, kind).unlink(missing_ok=True)


def _store() -> PictureStore:
    return PictureStore(pictures().folder / "reports")
