"""Combos as buyers see them: what is in one, whose it is, what it would cost one by one."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from catalog.certification.queries import standing_for
from catalog.certification.rules import Standing
from catalog.kernel.db import session
from catalog.producers.models import Producer
from catalog.products.models import ProductPicture
from catalog.restrictions.queries import conditions_for
from catalog.restrictions.rules import FREE, Conditions, Duty
from storefront.closures.queries import off_sale
from storefront.closures.rules import Off
from storefront.combos.models import Combo, ComboPart
from storefront.combos.queries import offered
from storefront.inventory.queries import available_for
from storefront.pricing.queries import list_running
from storefront.pricing.rules.cuts import page_price
from storefront.pricing.rules.terms import Terms


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
    packer_slug: str
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


def list_sold(combos: Iterable[Combo], on: date) -> list[Combo]:
    """Those that nothing stands in the way of on that day; how many are left is not asked."""
    agreed = [one for one in combos if not offered(one, on).obstacle]
    asked = conditions_for({part.variant.product_id for one in agreed for part in one.parts}, on)
    return [one for one in agreed if all(_is_offered(part, asked) for part in one.parts)]


def show(combos: Sequence[Combo], on: date) -> list[Shown]:
    """Combos that are sold on that day, as buyers see them."""
    goods = [part.variant for one in combos for part in one.parts]
    products = {one.product_id for one in goods}
    available = available_for((one.id for one in goods), on)
    facts = _Facts(
        standing_for(products, on),
        {one: found.free for one, found in available.items()},
        _pictures(products),
        conditions_for(products, on),
        list_running(on),
        off_sale((one.id for one in goods), on),
    )
    return [_one(one, facts) for one in combos]


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
        packer_slug=combo.packer.slug,
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
