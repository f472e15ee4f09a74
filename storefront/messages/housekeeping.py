"""What is done by the clock: messages of long ago leave no trace."""

from catalog.kernel import clock
from catalog.kernel.db import transaction
from storefront.messages import service


def forget_old() -> int:
    """Drop old messages; returns how many."""
    with transaction():
        return service.forget_old(clock.now())
