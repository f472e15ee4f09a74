"""Writing scans down: one row per day and batch, whoever and wherever the reader was."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy.dialects import postgresql, sqlite

from catalog.kernel.db import session
from traceability.scans.models import ScanCount


def add_counts(counts: Mapping[str, int], day: date) -> None:
    """Add to what is counted for these batch codes on that day in Vietnam."""
    if not counts:
        return
    on_postgresql = session.get_bind().dialect.name == "postgresql"
    insert = postgresql.insert if on_postgresql else sqlite.insert
    # Sorted: two processes that write the same codes take their rows in the same order.
    rows = [{"day": day, "code": code, "count": counts[code]} for code in sorted(counts)]
    written = insert(ScanCount)
    session.execute(
        written.on_conflict_do_update(
            index_elements=[ScanCount.day, ScanCount.code],
            set_={"count": ScanCount.count + written.excluded.count},
        ),
        rows,
    )
