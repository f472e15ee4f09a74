"""What is done by the clock: contacts and photos of cases closed long ago leave no trace."""

from datetime import datetime

from catalog.kernel.db import transaction
from traceability.scans import photos, problems


def forget_closed_before(moment: datetime) -> int:
    """Let go of what is no longer needed of cases closed before then; how many photos."""
    with transaction():
        digests = problems.forget_closed_before(moment)
    for digest in digests:
        photos.forget(digest)
    return len(digests)
