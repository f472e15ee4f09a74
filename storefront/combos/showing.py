"""Reads of combos for buyers: what is in them, whose it is, what it would cost one by one."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, or_, select

from catalog.certification.queries import standing_for
from catalog.certification.rules import Standing
from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from catalog.producers.models import Producer
from catalog.products.models import Product, ProductPicture, Variant
from catalog.restrictions.queries import conditions_for
from catalog.restrictions.rules import FREE, Conditions, Duty
from catalog.search.rules.words import read
from storefront.closures.queries import off_sale
from storefront.closures.rules import Off
from storefront.combos import rules
from storefront.combos.models import Combo, ComboPart
from storefront.combos.queries import WITH_GOODS, offered
from storefront.inventory.queries import available_for
from storefront.pricing.queries import list_running
from storefront.pricing.rules.cuts import page_price
from storefront.pricing.rules.terms import Terms

MOST_SHOWN = 60
AT_HOME, BESIDE_PRODUCT, OF_PRODUCER, FOUND = 4, 3, 8, 6


@dataclass(frozen=True)
class ShownPart:
    """Goods in a combo; `alone` is what so many of them cost today, bought by themselves."""

    product_id: int
    product_name: str
    product_slug: str
    variant_name: str
    quantity: int
    seller_id: int
    seller_name: str
    seller_slug: str
    seller_place: str
    story: str | None
    alone: int
    standing: Standing
    picture: str | None
    asked: Conditions


@dataclass(frozen=True)
class Shown:
    """A combo as buyers see it; `free` is how many can be had now, `off` why none is today."""

    id: int
    slug: str
    name: str
    story: str | None
    picture: str | None
    price: int
    packer_name: str
    packer_place: str
    sells_to: date | None
    parts: tuple[ShownPart, ...]
    free: int
    off: Off | None
    is_demo: bool

    @property
    def can_be_bought(self) -> bool:
        return self.free > 0 and self.off is None

    @property
    def alone(self) -> int:
        """What everything in it costs today, bought one by one."""
        return sum(one.alone for one in self.parts)

    @property
    def saves(self) -> int:
        """By how much the combo is cheaper; below zero: dearer."""
        return self.alone - self.price

    @property
    def households(self) -> int:
        return len({one.seller_id for one in self.parts})

    @property
    def pictures(self) -> list[str]:
        """The combo's own, or up to four of what is in it."""
        if self.picture:
            return [self.picture]
        return list(dict.fromkeys(one.picture for one in self.parts if one.picture))[:4]

    @property
    def min_age(self) -> int | None:
        return max((one.asked.min_age or 0 for one in self.parts), default=0) or None

    @property
    def age_document(self) -> str | None:
        return next((one.asked.age_document for one in self.parts if one.asked.min_age), None)

    @property
    def sentences(self) -> list[Duty]:
        """The mandatory words of all that is in it, each once."""
        return list(
            {duty.text: duty for one in self.parts for duty in one.asked.sentences}.values()
        )


def list_shown(on: date) -> list[Shown]:
    """Every combo that is sold on that day, the newest first."""
    return _shown(session.scalars(_running(on).limit(MOST_SHOWN)), on)


def search(text: str, on: date) -> list[Shown]:
    """Those sold that day whose names have all these words; what can be bought comes first."""
    asked = read(text)
    if not asked:
        return []
    named = session.execute(select(Combo.id, Combo.name).where(*_is_sold(on)))
    ids = [row.id for row in named if rules.answers(row.name, asked)]
    if not ids:
        return []
    found = _shown(session.scalars(_running(on).where(Combo.id.in_(ids)).limit(MOST_SHOWN)), on)
    return sorted(found, key=lambda one: not one.can_be_bought)[:FOUND]


def list_newest(on: date) -> list[Shown]:
    """A few of the combos that can be bought that day, for the first page."""
    return _to_buy(on, AT_HOME)


def list_with(product_id: int, on: date) -> list[Shown]:
    """The combos with this product that can be bought that day."""
    return _to_buy(on, BESIDE_PRODUCT, _holds(Variant.product_id == product_id))


def list_of(producer_id: int, on: date) -> list[Shown]:
    """The combos this producer packs or has goods in, that can be bought that day."""
    has_goods = _holds(Product.producer_id == producer_id)
    return _to_buy(on, OF_PRODUCER, or_(Combo.packer_id == producer_id, has_goods))


def _holds(goods: ColumnElement[bool]) -> ColumnElement[bool]:
    parts = select(ComboPart.combo_id).join(ComboPart.variant).join(Variant.product)
    return Combo.id.in_(parts.where(goods))


def _to_buy(on: date, most: int, *among: ColumnElement[bool]) -> list[Shown]:
    """One query where there is none, and the same few however many there are."""
    found = list(session.scalars(_running(on).where(*among).limit(MOST_SHOWN)))
    return [one for one in _shown(found, on) if one.can_be_bought][:most] if found else []


def list_slugs(on: date) -> list[str]:
    """The parts of addresses of all that is sold, for search engines."""
    return [one.slug for one in list_shown(on)]


def get_shown(slug: str, on: date) -> Shown:
    """A combo that is sold on that day, or NotFound."""
    found = _shown(session.scalars(_running(on).where(Combo.slug == slug)), on)
    if not found:
        raise NotFound
    return found[0]


def _running(on: date) -> Select[Combo]:
    query = select(Combo).where(*_is_sold(on))
    return query.options(*WITH_GOODS).order_by(Combo.id.desc())


def _is_sold(on: date) -> tuple[ColumnElement[bool], ...]:
    """The part of the rules that the database knows."""
    ends = or_(Combo.sells_to.is_(None), Combo.sells_to >= on)
    return (Combo.is_published.is_(True), Combo.sells_from <= on, ends)


def _shown(combos: Iterable[Combo], on: date) -> list[Shown]:
    sold = [one for one in combos if not offered(one, on).obstacle]
    goods = [part.variant for one in sold for part in one.parts]
    products = {one.product_id for one in goods}
    asked, running = conditions_for(products, on), list_running(on)
    facts = _Facts(
        standing_for(products, on),
        {
            one: conditions.free
            for one, conditions in available_for((v.id for v in goods), on).items()
        },
        _pictures(products),
        asked,
        running,
        off_sale((one.id for one in goods), on),
    )
    return [_one(one, facts) for one in sold if all(_is_offered(p, asked) for p in one.parts)]


@dataclass(frozen=True)
class _Facts:
    standings: dict[int, Standing]
    free: dict[int, int]
    pictures: dict[int, str]
    asked: dict[int, Conditions]
    running: list[Terms]
    off: dict[int, Off]


def _is_offered(part: ComboPart, asked: dict[int, Conditions]) -> bool:
    """Whether the goods of a part are sold at all; how many are left is another question."""
    variant, product = part.variant, part.variant.product
    seller = product.producer
    return (
        variant.is_on_sale
        and product.is_published
        and seller is not None
        and seller.is_listed
        and seller.verified_on is not None
        and not asked.get(product.id, FREE).obstacle
    )


def _one(combo: Combo, facts: _Facts) -> Shown:
    return Shown(
        id=combo.id,
        slug=combo.slug,
        name=combo.name,
        story=combo.story,
        picture=combo.picture,
        price=combo.price,
        packer_name=combo.packer.name,
        packer_place=place_of(combo.packer),
        sells_to=combo.sells_to,
        parts=tuple(_part(one, facts) for one in combo.parts),
        off=next((facts.off[p.variant_id] for p in combo.parts if p.variant_id in facts.off), None),
        free=min(facts.free[one.variant_id] // one.quantity for one in combo.parts),
        is_demo=combo.is_demo,
    )


def _part(part: ComboPart, facts: _Facts) -> ShownPart:
    variant, product = part.variant, part.variant.product
    seller = product.producer
    assert seller  # noqa: S101 - goods of nobody are in no combo
    return ShownPart(
        product_id=product.id,
        product_name=product.name,
        product_slug=product.slug,
        variant_name=variant.name,
        quantity=part.quantity,
        seller_id=seller.id,
        seller_name=seller.name,
        seller_slug=seller.slug,
        seller_place=place_of(seller),
        story=part.story,
        alone=page_price(variant.price, facts.running, seller.id, product.id) * part.quantity,
        standing=facts.standings[product.id],
        picture=facts.pictures.get(product.id),
        asked=facts.asked.get(product.id, FREE),
    )


def place_of(producer: Producer) -> str:
    """ "xã Ia Băng, Gia Lai", as far as it is known."""
    commune = producer.commune.full_name if producer.commune else producer.place_text
    return ", ".join(p for p in (commune, producer.province.name if producer.province else "") if p)


def _pictures(product_ids: Collection[int]) -> dict[int, str]:
    query = (
        select(ProductPicture.product_id, ProductPicture.digest)
        .where(ProductPicture.product_id.in_(product_ids))
        .order_by(ProductPicture.product_id, ProductPicture.position.desc())
    )
    return {row.product_id: row.digest for row in session.execute(query)}
