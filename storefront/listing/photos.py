"""Photos of goods that are not listed yet: for their producer only, in /media once they are."""

from flask import request

from catalog.kernel.errors import DomainError
from catalog.kernel.files import KINDS, Picture, PictureStore
from catalog.kernel.forms import HouseForm
from catalog.kernel.i18n import _
from catalog.kernel.photos import Photos
from catalog.kernel.pictures import PictureRefused
from catalog.kernel.web import pictures

_photos = Photos("listing", shown="320.webp")
answer, forget = _photos.answer, _photos.forget
store = _photos.store


def show_to_everybody(digest: str) -> None:
    """Put the files of a photo where product pictures lie; doing it again changes nothing."""
    _copy(store(), pictures(), digest)


def keep_copy(digest: str) -> None:
    """Put the files of a picture of the shop beside drafts; doing it again changes nothing."""
    _copy(pictures(), store(), digest)


def take(form: HouseForm, field: str, into: PictureStore) -> list[Picture]:
    """Keep the photos that were sent; of each other file the form says why it is none."""
    sent = [one for one in request.files.getlist(field) if one.filename]
    kept = []
    for number, one in enumerate(sent, 1):
        try:
            kept.append(into.keep_upload(one.stream))
        except PictureRefused as error:
            which = _("Ảnh thứ %(number)s: ", number=number) if len(sent) > 1 else ""
            form.refuse(DomainError(f"{which}{error.message}"), field)
    return kept


def _copy(source: PictureStore, target: PictureStore, digest: str) -> None:
    for kind in KINDS:
        if not target.path(digest, kind).exists():
            target.write_bytes(digest, kind, source.path(digest, kind).read_bytes())
