"""Photos of mini-sites, a folder for each producer: what is taken down is deleted from the disk."""

from pathlib import Path

from flask import Response, send_file

from catalog.kernel.errors import NotFound
from catalog.kernel.files import KINDS, PictureStore
from catalog.kernel.photos import Photos

SHOWN = tuple(kind for kind in KINDS if kind.endswith(".webp"))


def kept(producer_id: int, sent: object) -> str | None:
    """The digest of the photo that was sent, cleaned of place and device. Raises PictureRefused."""
    return _of(producer_id).kept(sent)


def answer(producer_id: int, name: str, *, is_public: bool = True) -> Response:
    """One size of a photo by "<digest>-<kind>". Minutes in a cache: it may be taken down."""
    digest, kind = read_name(name)
    keep = "public, max-age=600" if is_public else "private, no-store"
    return Photos(f"sites/{producer_id}", kind, keep).answer(digest)


def served(path: Path, mimetype: str, cache_control: str) -> Response:
    """A file of this folder; opened as a page of its own it can do nothing at all."""
    response = send_file(path, mimetype=mimetype)
    response.headers["Cache-Control"] = cache_control
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def read_name(name: str) -> tuple[str, str]:
    """Digest and size, or NotFound."""
    digest, _dash, kind = name.partition("-")
    if kind not in SHOWN or len(digest) != 32 or not set(digest) <= set("0123456789abcdef"):
        raise NotFound
    return digest, kind


def forget(producer_id: int, digest: str) -> None:
    """Delete every size of a photo."""
    _of(producer_id).forget(digest)


def store(producer_id: int) -> PictureStore:
    """Where they lie."""
    return _of(producer_id).store()


def _of(producer_id: int) -> Photos:
    return Photos(f"sites/{producer_id}")
