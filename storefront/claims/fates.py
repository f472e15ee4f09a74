"""What becomes of goods that came back: decided line by line, apart from the money."""

from datetime import datetime

from sqlalchemy import update

from catalog.kernel import audit
from catalog.kernel.actor import Actor
from catalog.kernel.clock import local_date
from catalog.kernel.db import rows_changed, session
from storefront.claims.errors import BatchNotGood, NotBack
from storefront.claims.models import Claim, ClaimLine
from storefront.claims.rules import ClaimStatus, Fate
from storefront.inventory import queries as stock
from storefront.inventory import service as inventory

SENTENCES = {Fate.RESTOCK: "nhập lại kho", Fate.WASTE: "bỏ, không bán lại"}


def is_back(claim: Claim) -> bool:
    """Whether the goods of a claim were sent back and are with the seller."""
    came = {ClaimStatus.AWAITING_RETURN.value, ClaimStatus.SENT_BACK.value}
    return any(
        one.from_status in came and one.to_status == ClaimStatus.REFUNDING for one in claim.steps
    )


def decide(actor: Actor, claim: Claim, claim_line_id: int, fate: Fate, now: datetime) -> None:
    """Put units back on the shelf, or write them off; once.

    Raises NotBack, and BatchNotGood for a batch that may not be sold.
    """
    line = next((one for one in claim.lines if one.id == claim_line_id), None)
    if line is None or not is_back(claim):
        raise NotBack
    decided = session.execute(
        update(ClaimLine)
        .where(ClaimLine.id == line.id, ClaimLine.fate.is_(None))
        .values(fate=fate.value, fate_by=actor.name, fate_at=now)
        .execution_options(synchronize_session="fetch")
    )
    if rows_changed(decided) != 1:
        raise NotBack
    if fate == Fate.RESTOCK:
        item = line.line
        if item.batch_id is None or item.stock_item_id is None:  # nothing that lies on a shelf
            raise NotBack
        if stock.held_back_batches([item.batch_id], local_date(now), lock=True):
            raise BatchNotGood
        inventory.take_back(actor, [(item.stock_item_id, line.quantity)], claim.number, now)
    sentence = (
        f"Hàng trả lại {line.line.product_name}, {line.quantity} đơn vị"
        f" (yêu cầu {claim.number}): {SENTENCES[fate]}."
    )
    audit.record(actor, "claims.fate", claim, sentence, fate=fate.value)
