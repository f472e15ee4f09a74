"""What is done by the clock: bodies of old messages, which name who paid, become digests."""

import hashlib
from datetime import datetime

from sqlalchemy import select

from catalog.kernel.db import session, transaction
from storefront.inbox.models import InboundEvent

DIGEST = "sha256:"
AT_ONCE = 500


def forget_bodies_before(moment: datetime) -> int:
    """Replace bodies that came before then; the event stays, so a copy is still known. How many."""
    with transaction():
        old = (
            select(InboundEvent)
            .where(InboundEvent.received_at < moment)
            .where(InboundEvent.raw.not_like(f"{DIGEST}%"))
            .order_by(InboundEvent.id)
        )
        rows = session.scalars(old.limit(AT_ONCE)).all()
        for row in rows:
            row.raw = DIGEST + hashlib.sha256(row.raw.encode()).hexdigest()
        return len(rows)
