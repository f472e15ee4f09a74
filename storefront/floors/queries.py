"""Reads of links to other floors."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from catalog.product_sets.models import ProductSet, Rubric
from catalog.products.models import Product
from storefront.floors import reference, rules
from storefront.floors.models import ShopLink
from storefront.floors.rules import Criterion, Kind

PER_PAGE = 50


def place_name(host: str) -> str:
    """ "Shopee (shopee.vn)": the name people know with the host, or the host alone."""
    name = rules.name_of(host, reference.floors())
    return f"{name} ({host})" if name else host


def list_shown(producer_id: int) -> Sequence[ShopLink]:
    """What buyers see: links an officer has looked at, the oldest first."""
    query = _living().where(ShopLink.producer_id == producer_id, ShopLink.checked_at.is_not(None))
    return session.scalars(query.order_by(ShopLink.since, ShopLink.id)).all()


def list_own(actor: Actor) -> Sequence[ShopLink]:
    """The links of the actor's producers, the newest first; removed ones by an officer too."""
    query = select(ShopLink).where(ShopLink.producer_id.in_(actor.producer_ids))
    query = query.options(joinedload(ShopLink.product))
    return session.scalars(query.order_by(ShopLink.id.desc()).limit(PER_PAGE)).all()


def list_for_officers(*, is_checked: bool, page: int) -> tuple[Sequence[ShopLink], int]:
    """One page of links nobody has looked at, oldest first, or of the others, newest first."""
    where = ShopLink.checked_at.is_not(None) if is_checked else ShopLink.checked_at.is_(None)
    query = _living().where(where).options(joinedload(ShopLink.producer))
    query = query.order_by(ShopLink.id.desc() if is_checked else ShopLink.id)
    total = session.scalar(select(func.count(ShopLink.id)).where(where, _LIVES)) or 0
    return session.scalars(query.limit(PER_PAGE).offset((page - 1) * PER_PAGE)).all(), total


_LIVES = ShopLink.removed_at.is_(None)


def _living() -> Select[ShopLink]:
    return select(ShopLink).where(_LIVES).options(joinedload(ShopLink.product))


def get_link(link_id: int) -> ShopLink:
    """The link, held until the commit, or NotFound."""
    query = select(ShopLink).where(ShopLink.id == link_id).with_for_update(of=ShopLink)
    found = session.scalar(query.execution_options(populate_existing=True))
    if found is None:
        raise NotFound
    return found


def list_living_urls(producer_id: int) -> list[str]:
    """The addresses of a producer that were not taken away."""
    query = select(ShopLink.url).where(ShopLink.producer_id == producer_id, _LIVES)
    return list(session.scalars(query))


@dataclass(frozen=True)
class Evidence:
    """One link as evidence for one product; `criterion` None: not known for its set."""

    product: str
    product_set: str | None
    criterion: Criterion | None
    link: ShopLink


def list_evidence(actor: Actor) -> list[Evidence]:
    """Each living link with each product it is about, by product."""
    own = _living().where(ShopLink.producer_id.in_(actor.producer_ids))
    links = session.scalars(own.order_by(ShopLink.since, ShopLink.id)).all()
    products = session.execute(
        select(
            Product.id,
            Product.producer_id,
            Product.name,
            ProductSet.name.label("product_set"),
            ProductSet.number.label("set_number"),
            Rubric.number.label("rubric"),
        )
        .outerjoin(ProductSet, ProductSet.id == Product.product_set_id)
        .outerjoin(Rubric, Rubric.id == ProductSet.rubric_id)
        .where(Product.producer_id.in_(actor.producer_ids))
        .order_by(Product.folded, Product.id)
    ).all()
    return [
        Evidence(
            one.name,
            one.product_set,
            rules.criterion_for(reference.criteria(), one.rubric, one.set_number, Kind(link.kind)),
            link,
        )
        for one in products
        for link in links
        if link.producer_id == one.producer_id and link.product_id in (None, one.id)
    ]
