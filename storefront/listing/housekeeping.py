"""What is done by the clock: drafts nobody goes on with, and photos that are in /media by now."""

from catalog.kernel import clock
from catalog.kernel.db import transaction
from storefront.listing import drafting, photos


def forget_old() -> int:
    """Delete drafts that have not changed for long, with their photos; how many photos."""
    with transaction():
        gone = drafting.forget_old(clock.now())
    for digest in gone:
        photos.forget(digest)
    return len(gone)
