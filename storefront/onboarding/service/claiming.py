"""A producer of the register gets its people: on their word and with an officer's consent."""

from datetime import datetime

from catalog.kernel import audit
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.producers.queries import get_producer_by_id
from storefront.accounts.memberships import join_producer
from storefront.onboarding import queries
from storefront.onboarding.errors import AlreadyAnswered, AlreadyClaimed, NotToClaim, OwnShop
from storefront.onboarding.models import ProducerClaim
from storefront.onboarding.rules import ShopState
from storefront.onboarding.service import deciding


def claim(actor: Actor, producer_id: int, note: str, now: datetime) -> ProducerClaim:
    """Say that a producer is ours; nothing else happens. Raises NotToClaim or AlreadyClaimed."""
    producer = get_producer_by_id(producer_id, lock=True)
    if queries.has_members(producer_id):
        raise NotToClaim
    own = queries.list_own_claims(actor)
    if any(one.producer_id == producer_id and one.answered_at is None for one in own):
        raise AlreadyClaimed
    made = ProducerClaim(producer_id=producer_id, account_id=actor.id or 0, note=note, made_at=now)
    session.add(made)
    session.flush()  # for the id the audit entry names
    audit.record(actor, "onboarding.claim", made, f"Xin nhận cơ sở {producer.name}.")
    return made


def grant(actor: Actor, claim_id: int, reason: str, now: datetime) -> ProducerClaim:
    """An officer is sure: the person is the owner here. Raises AlreadyAnswered, NotToClaim."""
    made = _close(actor, claim_id, reason, now, is_granted=True)
    get_producer_by_id(made.producer_id, lock=True)  # of two claims one is granted
    if queries.has_members(made.producer_id):
        raise NotToClaim
    join_producer(actor, made.account_id, made.producer, "owner")
    deciding.open_for(actor, made.producer_id, ShopState.DRAFT, now)
    sentence = f"Giao cơ sở {made.producer.name} cho {made.account.name}: {reason}."
    audit.record(actor, "onboarding.grant_claim", made, sentence)
    return made


def refuse(actor: Actor, claim_id: int, reason: str, now: datetime) -> ProducerClaim:
    """It is not theirs, or cannot be shown. Raises AlreadyAnswered."""
    made = _close(actor, claim_id, reason, now, is_granted=False)
    sentence = f"Không giao cơ sở {made.producer.name} cho {made.account.name}: {reason}."
    audit.record(actor, "onboarding.refuse_claim", made, sentence)
    return made


def _close(
    actor: Actor, claim_id: int, reason: str, now: datetime, *, is_granted: bool
) -> ProducerClaim:
    made = queries.get_claim(claim_id)
    if made.answered_at:
        raise AlreadyAnswered
    if made.account_id == actor.id:
        raise OwnShop
    made.answered_at, made.answered_by = now, actor.name
    made.is_granted, made.reason = is_granted, reason
    return made
