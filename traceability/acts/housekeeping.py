"""What is done by the clock: keys of forms that were sent long ago are dropped."""

from catalog.kernel import clock
from catalog.kernel.db import transaction
from traceability.acts import service


def forget_old_form_keys() -> int:
    """Drop the keys that can meet no second tap any more; returns how many."""
    with transaction():
        return service.forget_old_keys(clock.now())
