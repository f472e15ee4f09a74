"""Photos of goods that are not listed yet: for their producer only, in /media once they are."""

from collections.abc import Collection
from datetime import datetime

from flask import request
from werkzeug.datastructures import FileStorage

from catalog.kernel.errors import DomainError
from catalog.kernel.files import KINDS, Picture, PictureStore
from catalog.kernel.forms import HouseForm
from catalog.kernel.i18n import _
from catalog.kernel.photos import Photos
from catalog.kernel.pictures import PictureRefused
from catalog.kernel.web import pictures
from storefront.listing import errors, queries

_photos = Photos("listing", shown="320.webp")
answer, store = _photos.answer, _photos.store


def show_to_everybody(digest: str) -> None:
    """Put the files of a photo where product pictures lie; doing it again changes nothing."""
    _copy(store(), pictures(), digest)


def keep_copy(digest: str) -> None:
    """Put the files of a picture of the shop beside drafts; doing it again changes nothing."""
    _copy(pictures(), store(), digest)


def sent(field: str) -> list[FileStorage]:
    """The files that were chosen."""
    return [one for one in request.files.getlist(field) if one.filename]


def take(form: HouseForm, field: str, into: PictureStore) -> list[Picture]:
    """Keep the photos that were sent; of each other file the form says why it is none."""
    files = sent(field)
    kept = []
    for number, one in enumerate(files, 1):
        try:
            kept.append(into.keep_upload(one.stream))
        except PictureRefused as error:
            which = _("Ảnh thứ %(number)s: ", number=number) if len(files) > 1 else ""
            form.refuse(DomainError(f"{which}{error.message}"), field)
    return kept


def stand_by(kept: Collection[Picture]) -> None:
    """Nobody deletes files to the end of this transaction; these are all there, or PhotoGone."""
    queries.hold_files()
    if any(not store().path(one.digest, kind).exists() for one in kept for kind in KINDS):
        raise errors.PhotoGone


def let_go(digests: Collection[str]) -> int:
    """Delete the files of those of these photos that no draft shows; of how many.

    Within a transaction: whoever is about to show one waits, and finds it gone.
    """
    queries.hold_files()
    gone = queries.unkept_photos(digests)
    for digest in gone:
        _photos.forget(digest)
    return len(gone)


def list_files(before: datetime) -> set[str]:
    """The digests of files that were written before this moment."""
    files = store().folder.glob("[0-9a-f][0-9a-f]/[0-9a-f]*-*")
    return {one.name.partition("-")[0] for one in files if one.stat().st_mtime < before.timestamp()}


def _copy(source: PictureStore, target: PictureStore, digest: str) -> None:
    for kind in KINDS:
        if not target.path(digest, kind).exists():
            target.write_bytes(digest, kind, source.path(digest, kind).read_bytes())
