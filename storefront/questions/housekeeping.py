"""What is done by the clock: who asked long ago is forgotten."""

from datetime import datetime

from catalog.kernel.db import transaction
from storefront.questions import service


def forget_askers_before(moment: datetime) -> int:
    """Let go of numbers and addresses nobody writes to any more; of how many questions."""
    with transaction():
        return service.forget_askers_before(moment)
