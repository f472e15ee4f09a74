"""What is done by the clock: sign-ins that ended long ago leave no trace."""

from catalog.kernel import clock
from catalog.kernel.db import transaction
from storefront.accounts import service


def forget_old_sign_ins() -> int:
    """Drop the rows that can never count again; returns how many."""
    with transaction():
        return service.forget_old_sign_ins(clock.now())
