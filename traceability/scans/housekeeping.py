"""What is done by the clock: contacts and photos of cases closed long ago leave no trace."""

from catalog.kernel import clock
from catalog.kernel.db import transaction
from traceability.scans import photos, problems


def forget_old() -> int:
    """Let go of what is no longer needed; how many photos."""
    with transaction():
        digests = problems.forget(clock.now())
    for digest in digests:
        photos.forget(digest)
    return len(digests)
