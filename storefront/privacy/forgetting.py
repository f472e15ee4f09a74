"""Takes a person out of the tables that register.py names. What was agreed and paid stays.

Each function gives the digests of the photos it let go of; photos.py deletes the files after
the transaction, where no other row shows them.
"""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, or_, select, update

from catalog.kernel.db import rows_changed, session
from storefront.accounts.models import Account
from storefront.claims.models import Claim
from storefront.complaints.models import Complaint
from storefront.complaints.rules import ComplaintState
from storefront.inventory.models import StockMovement
from storefront.invoices import service as invoices
from storefront.onboarding.models import ProducerClaim
from storefront.orders.models import ContactChange, OrderChange, OrderGroup
from storefront.orders.rules import Party
from storefront.pricing.models import PromotionPhone, Voucher
from storefront.privacy import queries, rules
from storefront.privacy.rules import Retention
from storefront.questions.models import Question


def make_nameless(group: OrderGroup) -> set[str]:
    """Take the people out of a purchase; goods, sums and batches stay for the books."""
    order_ids = [order.id for order in group.orders]
    _take_out_of_stock(group)
    group.buyer_name, group.phone, group.street = rules.NOBODY, "", ""
    group.note = group.former_place = None
    group.account_id = None
    for one in group.recipients:
        one.name, one.phone, one.street, one.former_place = rules.NOBODY, "", "", None
        one.message = None
    session.execute(delete(ContactChange).where(ContactChange.group_id == group.id))
    session.execute(
        update(OrderChange)
        .where(OrderChange.order_id.in_(order_ids), OrderChange.by == Party.BUYER.value)
        .values(actor_name=rules.NOBODY, actor_id=None)
        .execution_options(synchronize_session=False)
    )
    for review in queries.reviews_of(order_ids):
        review.author = rules.NOBODY
    invoices.forget(order_ids)
    return _take_out_of_claims(order_ids)


def _take_out_of_stock(group: OrderGroup) -> None:
    by_buyer = [StockMovement.actor_name == group.buyer_name]
    if group.account_id is not None:
        by_buyer.append(StockMovement.actor_id == group.account_id)
    documents = [group.number, *(order.number for order in group.orders)]
    session.execute(
        update(StockMovement)
        .where(StockMovement.document.in_(documents), or_(*by_buyer))
        .values(actor_name=rules.NOBODY, actor_id=None)
        .execution_options(synchronize_session=False)
    )


def _take_out_of_claims(order_ids: list[int]) -> set[str]:
    """What a buyer wrote, showed and where money went.

    The steps stay: they are the append-only record of a dispute, as the audit log is of acts.
    """
    photos = set()
    for claim in session.scalars(select(Claim).where(Claim.order_id.in_(order_ids))):
        photos |= {claim.picture} if claim.picture else set()
        claim.text, claim.picture, claim.pay_to = rules.NOBODY, None, None
    return photos


def withdraw_reviews(groups: Iterable[OrderGroup], now: datetime) -> tuple[int, set[str]]:
    """Nobody reads any more what the buyer of these thought; how many, and their photos."""
    found = queries.reviews_of([order.id for group in groups for order in group.orders])
    photos = {one.picture for one in found if one.picture}
    for one in found:
        one.author = one.text = rules.NOBODY
        one.picture = one.answer = None  # an answer speaks to a person
        one.hidden_at, one.reported = one.hidden_at or now, 0
    return len(found), photos


def delete_questions(phone: str) -> int:
    """Questions go with their answers; how many."""
    return rows_changed(session.execute(delete(Question).where(Question.phone == phone)))


def forget_complaints(
    found: Iterable[Complaint], row: Retention | None, now: datetime
) -> tuple[int, int]:
    """Take the people out of complaints whose time is over; of how many, and how many stay."""
    gone = kept = 0
    for one in found:
        since = one.resolved_at if one.state == ComplaintState.RESOLVED else None
        until = rules.kept_until(row, since) if since else None
        if until is None or until > now:
            kept += 1
            continue
        one.name = one.text = rules.NOBODY
        one.phone, one.email, one.subject = "", None, None
        gone += 1
    return gone, kept


def forget_contacts(phone: str) -> int:
    """A report of goods stays, without a way to whoever made it; of how many."""
    found = queries.reports_of(phone)
    for one in found:
        one.contact = None
    return len(found)


def forget_promotions(phone: str) -> None:
    """How often a promotion was used stays counted; by whom does not."""
    for used in session.scalars(select(PromotionPhone).where(PromotionPhone.phone == phone)):
        used.phone = f"{rules.NOBODY} {used.id}"
    for voucher in session.scalars(select(Voucher).where(Voucher.phone == phone)):
        voucher.phone = ""  # nobody's: it can be used by no number any more


def withdraw_producer_claims(account: Account, now: datetime) -> None:
    """Why somebody said that a producer is theirs; what waits is answered with no."""
    query = select(ProducerClaim).where(ProducerClaim.account_id == account.id)
    for claim in session.scalars(query):
        claim.note = rules.NOBODY
        if claim.answered_at is None:
            claim.answered_at, claim.is_granted, claim.reason = now, False, rules.NOBODY
