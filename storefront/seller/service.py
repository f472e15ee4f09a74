"""Writes of the seller's frame: marks of what a person has done once or put away."""

from datetime import datetime

from sqlalchemy.exc import IntegrityError

from catalog.kernel import audit
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from storefront.seller.models import SellerMark
from storefront.seller.rules import Mark

SENTENCES = {
    Mark.LATER: "Cất phần các bước đầu tiên.",
    Mark.REHEARSED: "Tập xong một đơn hàng.",
}


def note(actor: Actor, what: Mark, now: datetime) -> None:
    """Mark something for the actor in the shop it works for; a second time changes nothing."""
    row = SellerMark(
        account_id=actor.id,
        producer_id=min(actor.producer_ids, default=0),
        what=what.value,
        at=now,
    )
    try:
        with session.begin_nested():  # the flush turns a mark that is there into an error
            session.add(row)
    except IntegrityError:
        return
    audit.record(actor, f"seller.{what.value}", row, SENTENCES[what])
