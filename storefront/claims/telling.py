"""Tells a buyer, by whatever reaches one, that a claim has moved."""

from datetime import datetime

from catalog.kernel.db import session
from storefront.claims.models import Claim
from storefront.messages import service as messages
from storefront.messages.rules import Kind, Recipient


def tell(claim_id: int, now: datetime) -> None:
    """Queue a message about the newest step; invented buyers are not written to."""
    claim = session.get_one(Claim, claim_id)
    if claim.order.producer.is_demo:
        return
    group = claim.order.group
    values = {
        "number": claim.number,
        "path": f"/don-hang/{claim.order.number}/doi-tra/{claim.number}",
    }
    to = Recipient(group.phone, language=group.language)
    messages.queue(Kind.NEWS, f"claim:{claim.number}:{claim.version}", to, values, now)
