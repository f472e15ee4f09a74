"""What is done by the clock: who was here leaves what is past its time."""

from catalog.kernel import clock
from catalog.kernel.db import transaction
from storefront.privacy import photos, service


def forget_old() -> int:
    """Make old purchases and complaints nameless; returns how many."""
    with transaction():
        count, let_go = service.forget_old(clock.now())
    photos.forget(let_go)
    return count


def forget_messages() -> int:
    """Drop lines about messages of long ago; returns how many."""
    with transaction():
        return service.forget_messages(clock.now())
