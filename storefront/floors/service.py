"""Writes of links to other floors: entered by sellers, looked at and taken away by officers."""

from dataclasses import dataclass
from datetime import date, datetime

from catalog.kernel import audit, clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from catalog.kernel.text import nfc
from catalog.producers.queries import get_producer_by_id
from catalog.products.queries import get_product_by_id
from storefront.floors import queries, rules
from storefront.floors.errors import (
    AlreadyRemoved,
    LinkKnown,
    ReasonMissing,
    SinceImpossible,
    TooManyLinks,
)
from storefront.floors.models import ShopLink
from storefront.floors.rules import Kind
from storefront.webhooks.errors import NotAnAddress
from storefront.webhooks.rules import find_fault


@dataclass(frozen=True)
class NewLink:
    """What a seller says of a shop of its own elsewhere."""

    url: str
    kind: Kind
    since: date
    product_id: int | None = None


def add_link(actor: Actor, producer_id: int, new: NewLink, now: datetime) -> ShopLink:
    """Enter an address; nobody fetches it, an officer looks before buyers see it.

    Refused: NotFound, NotAnAddress, SinceImpossible, LinkKnown, TooManyLinks.
    """
    if not actor.works_for(producer_id):
        raise NotFound
    if fault := find_fault(new.url, is_demo=False):
        raise NotAnAddress(fault)
    if not rules.is_possible_since(new.since, clock.local_date(now)):
        raise SinceImpossible
    if new.product_id and get_product_by_id(new.product_id).producer_id != producer_id:
        raise NotFound
    get_producer_by_id(producer_id, lock=True)  # two who enter the same queue up here
    known = queries.list_living_urls(producer_id)
    if new.url in known:
        raise LinkKnown
    if len(known) >= rules.MOST_LINKS:
        raise TooManyLinks
    link = ShopLink(
        producer_id=producer_id,
        product_id=new.product_id,
        kind=new.kind.value,
        url=new.url,
        host=rules.host_of(new.url),
        since=new.since,
        entered_by=actor.name,
        entered_at=now,
    )
    session.add(link)
    return _tell(actor, link, "floors.add", f"Ghi nơi bán khác: {link.host}.")


def remove_own(actor: Actor, link_id: int, now: datetime) -> ShopLink:
    """The seller takes an address away; twice is as good as once. Refused: NotFound."""
    link = queries.get_link(link_id)
    if not actor.works_for(link.producer_id):
        raise NotFound
    if link.removed_at:
        return link
    link.removed_at, link.removed_by = now, actor.name
    return _tell(actor, link, "floors.remove", f"Gỡ nơi bán khác: {link.host}.")


def check(actor: Actor, link_id: int, now: datetime) -> ShopLink:
    """An officer has looked: buyers see it from now on. Refused: NotFound, AlreadyRemoved."""
    link = _standing(link_id)
    link.checked_at, link.checked_by = now, actor.name
    return _tell(actor, link, "floors.check", f"Đã xem nơi bán khác: {link.url}.")


def take_down(actor: Actor, link_id: int, reason: str, now: datetime) -> ShopLink:
    """An officer takes it away and says why. Refused: NotFound, AlreadyRemoved, ReasonMissing."""
    link, said = _standing(link_id), nfc(reason)
    if not 0 < len(said) <= rules.LONGEST_REASON:
        raise ReasonMissing
    link.removed_at, link.removed_by, link.removed_why = now, actor.name, said
    return _tell(actor, link, "floors.take_down", f"Gỡ nơi bán khác: {link.url}. {said}")


def _standing(link_id: int) -> ShopLink:
    link = queries.get_link(link_id)
    if link.removed_at:
        raise AlreadyRemoved
    return link


def _tell(actor: Actor, link: ShopLink, action: str, sentence: str) -> ShopLink:
    session.flush()  # the audit entry names its id
    audit.record(actor, action, link, sentence)
    return link
