"""Photos of goods that are not listed yet: for their producer only, in /media once they are."""

from catalog.kernel.files import KINDS
from catalog.kernel.photos import Photos
from catalog.kernel.web import pictures

_photos = Photos("listing", shown="320.webp")
answer, forget = _photos.answer, _photos.forget
store = _photos.store


def show_to_everybody(digest: str) -> None:
    """Put the files of a photo where product pictures lie; doing it again changes nothing."""
    drafts, shop = store(), pictures()
    for kind in KINDS:
        if not shop.path(digest, kind).exists():
            shop.write_bytes(digest, kind, drafts.path(digest, kind).read_bytes())
