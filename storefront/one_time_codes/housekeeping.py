"""What is done by the clock: codes of yesterday leave no trace."""

from catalog.kernel import clock
from catalog.kernel.db import transaction
from storefront.one_time_codes import service


def forget_old() -> int:
    """Drop old codes; returns how many."""
    with transaction():
        return service.forget_old(clock.now())
