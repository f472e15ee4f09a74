"""What is done by the clock: who asked long ago is forgotten."""

from catalog.kernel import clock
from catalog.kernel.db import transaction
from storefront.questions import service


def forget_old() -> int:
    """Let go of numbers and addresses; of how many questions."""
    with transaction():
        return service.forget_old(clock.now())
