"""What is done by the clock: bodies and lines of old news go."""

from datetime import datetime

from catalog.kernel import clock
from catalog.kernel.db import transaction
from storefront.webhooks import service


def forget_before(bodies: datetime | None, lines: datetime | None) -> int:
    """Empty bodies and drop lines of news that ended before then; returns how many bodies."""
    with transaction():
        return service.forget_before(bodies, lines, clock.now())
