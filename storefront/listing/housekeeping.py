"""What is done by the clock: drafts nobody goes on with, and photos that are in /media by now."""

from catalog.kernel import clock
from catalog.kernel.db import transaction
from storefront.listing import drafting, photos, rules


def forget_old() -> int:
    """Delete drafts that have not changed for long, with their photos; how many photos."""
    with transaction():
        gone = drafting.forget_old(clock.now())
    with transaction():
        return photos.let_go(gone)


def sweep() -> int:
    """Delete the files of photos that were sent and never came to a draft, or outlived it.

    Whoever was stopped in between left them; what is named meanwhile stays.
    """
    left = photos.list_files(clock.now() - rules.FILES_WAIT)
    with transaction():
        return photos.let_go(left)
