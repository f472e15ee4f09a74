"""What is done by the clock: share cards nobody has drawn for long."""

from datetime import timedelta

from catalog.kernel import clock
from catalog.kernel.web import pictures
from storefront.media.share_card import Shape

CARDS_KEPT = timedelta(days=30)
"""Who shares a link draws a card; apps that show it keep a copy. Today's is drawn again."""


def sweep() -> int:
    """Delete the share cards drawn long ago, of products and of producers; how many."""
    before = (clock.now() - CARDS_KEPT).timestamp()
    found = [one for shape in Shape for one in pictures().folder.rglob(f"*-{shape}")]
    old = [one for one in found if one.stat().st_mtime < before]
    for one in old:
        one.unlink(missing_ok=True)
    return len(old)
