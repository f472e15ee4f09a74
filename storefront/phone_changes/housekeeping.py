"""What is done by the clock: numbers whose time has come are given to their accounts."""

from catalog.kernel import clock
from catalog.kernel.db import transaction
from storefront.phone_changes import queries, service


def carry_out_due() -> int:
    """Change each number that is due, in a transaction of its own; returns how many."""
    now, done = clock.now(), 0
    for change_id in queries.list_due(now):
        with transaction():
            done += service.carry_out_if_due(change_id, now)
    return done
