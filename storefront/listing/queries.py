"""Reads of drafts. Somebody else's is not found."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from catalog.product_sets import queries as product_sets
from catalog.products.rules import GoodsClass, NetUnit
from catalog.restrictions import queries as restrictions
from storefront.listing import rules
from storefront.listing.models import ListingDraft, ListingPhoto
from storefront.listing.rules import Net, Step

FILES = 0x70686F746F73
"""The number of PostgreSQL's advisory lock; SQLite's writers hold its one lock already."""


@dataclass(frozen=True)
class Proposed:
    """What the name seems to speak of: a product set, and how such goods travel."""

    set_id: int | None = None
    goods_class: GoodsClass = GoodsClass.DRY


def find_own_draft(actor: Actor, key: str, *, lock: bool = False) -> ListingDraft | None:
    """The draft of this key, or None where nobody began one. Raises NotFound for another's."""
    query = select(ListingDraft).where(ListingDraft.key == key)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    found = session.scalar(query)
    if found is not None and not actor.works_for(found.producer_id):
        raise NotFound
    return found


def get_own_draft(actor: Actor, key: str, *, lock: bool = False) -> ListingDraft:
    """The same, or NotFound."""
    found = find_own_draft(actor, key, lock=lock)
    if found is None:
        raise NotFound
    return found


def list_unfinished(actor: Actor) -> list[ListingDraft]:
    """Drafts that are not on the shelf, the latest change first."""
    query = select(ListingDraft).where(
        ListingDraft.producer_id.in_(actor.producer_ids), ListingDraft.product_id.is_(None)
    )
    return list(session.scalars(query.order_by(ListingDraft.changed_at.desc(), ListingDraft.id)))


def count_unfinished(producer_id: int) -> int:
    query = select(func.count(ListingDraft.id)).where(
        ListingDraft.producer_id == producer_id, ListingDraft.product_id.is_(None)
    )
    return session.scalar(query) or 0


def list_old(now: datetime) -> list[ListingDraft]:
    """Drafts nobody has touched for long, listed or not."""
    query = select(ListingDraft).where(ListingDraft.changed_at < now - rules.KEPT)
    return list(session.scalars(query.order_by(ListingDraft.id)))


def hold_files() -> None:
    """Wait until nobody else names or deletes files of photos, to the end of the transaction."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(FILES)))


def unkept_photos(digests: Collection[str]) -> list[str]:
    """Those of these photos that no draft shows any more."""
    kept = session.scalars(select(ListingPhoto.digest).where(ListingPhoto.digest.in_(digests)))
    return sorted(set(digests) - set(kept))


def get_photo(draft: ListingDraft, photo_id: int) -> ListingPhoto:
    """A photo of this draft, or NotFound."""
    found = next((one for one in draft.photos if one.id == photo_id), None)
    if found is None:
        raise NotFound
    return found


def step_of(draft: ListingDraft) -> Step:
    """Where the draft goes on."""
    facts = draft.name, draft.price, draft.pack, draft.quantity
    return rules.next_step(photos=len(draft.photos), facts=facts)


def told_net(draft: ListingDraft) -> Net | None:
    """What one pack holds, where the seller said so."""
    if draft.net_amount is None or draft.net_unit is None:
        return None
    return Net(draft.net_amount, NetUnit(draft.net_unit))


def net_of(draft: ListingDraft) -> Net:
    """What one pack holds, as it will be sold."""
    return rules.net_of_pack(draft.pack or "", told_net(draft))


def proposed_for(name: str, on: date) -> Proposed:
    """The set and the way of travelling that goods of this name usually have."""
    found = product_sets.find_proposed(name, on)
    if found is None:
        return Proposed()
    return Proposed(found[0].id, GoodsClass(found[1].travels or GoodsClass.DRY))


def is_set_needed(name: str, producer_id: int, on: date) -> bool:
    """Whether the law asks something of what the name speaks of: then no set is no answer."""
    proposed = proposed_for(name, on).set_id
    return proposed is not None and not restrictions.of_set(proposed, producer_id, on).is_free
