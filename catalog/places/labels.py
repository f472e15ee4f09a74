"""The words of places for the reader."""

from catalog.kernel.i18n import _
from catalog.places.queries import CommuneHit


def former_hint(hit: CommuneHit) -> str:
    """Which old commune it was found by; empty when it was found by its own name."""
    if not hit.former:
        return ""
    if hit.is_part:
        return _("gồm một phần %(former)s cũ", former=hit.former)
    return _("gồm %(former)s cũ", former=hit.former)
