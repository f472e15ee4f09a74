"""Writes of the books: only what sellers answer."""

from datetime import datetime

from catalog.kernel import audit
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from storefront.books.batches import get_own_batch
from storefront.books.models import BatchAnswer


def answer(actor: Actor, batch_id: int, text: str, now: datetime) -> BatchAnswer:
    """Keep what the seller says about a batch of its own; others' are not found."""
    batch = get_own_batch(actor, batch_id)
    row = BatchAnswer(batch_id=batch.id, text=text, entered_by=actor.name, recorded_at=now)
    session.add(row)
    session.flush()
    audit.record(actor, "books.answer", row, f"Trả lời về số lượng của lô {batch.code}.")
    return row
