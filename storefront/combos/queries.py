"""Reads of combos for those who make them and those whose goods are in them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from catalog.kernel.text import fold
from catalog.producers.models import Producer
from catalog.producers.queries import WITH_PLACE
from catalog.products.models import Product, Variant
from catalog.products.rules import NetUnit
from catalog.restrictions.queries import conditions_for
from storefront.combos import rules
from storefront.combos.models import Combo, ComboPart
from storefront.combos.rules import NOTHING_MISSING, Obstacle, Part, PartState, Share, Terms

MOST_FOUND = 20
_GOODS = (
    joinedload(ComboPart.variant)
    .joinedload(Variant.product)
    .joinedload(Product.producer)
    .options(*WITH_PLACE)
)
WITH_GOODS = (selectinload(Combo.parts).options(_GOODS), joinedload(Combo.packer))


@dataclass(frozen=True)
class Offered:
    """A combo with what each part brings, and why it is not sold."""

    combo: Combo
    parts: tuple[tuple[ComboPart, Share], ...]
    obstacle: Obstacle | None

    def share_of(self, part_id: int) -> Share:
        return next(share for part, share in self.parts if part.id == part_id)

    @property
    def may_be_published(self) -> bool:
        """Whether nothing is missing but the tap that opens the sale."""
        return self.obstacle in NOTHING_MISSING


def offered(combo: Combo, on: date) -> Offered:
    """What the rules say of a combo today."""
    given = [to_part(one) for one in combo.parts]
    shares = rules.share_price(combo.price, combo.packing_fee, combo.packer_id, given)
    obstacle = rules.find_obstacle(terms_of(combo), given, on)
    return Offered(combo, tuple(zip(combo.parts, shares, strict=True)), obstacle)


def terms_of(combo: Combo) -> Terms:
    """What a combo is sold on, as the rules know it."""
    return Terms(
        combo.price,
        combo.packing_fee,
        combo.packer_id,
        combo.is_published,
        combo.sells_from,
        combo.sells_to,
    )


def to_part(row: ComboPart) -> Part:
    """A part as the rules know it."""
    variant = row.variant
    return Part(
        variant.id,
        variant.product.producer_id or 0,
        row.quantity,
        variant.price,
        row.state,
        row.agreed_net,
    )


def get_combo(actor: Actor, combo_id: int, *, lock: bool = False) -> Combo:
    """A combo the actor may change: its packer's, or any for an operator; else NotFound."""
    query = select(Combo).where(Combo.id == combo_id, _may_see(actor))
    if lock:  # the row first, its parts after: what another has just agreed to is seen
        session.execute(select(Combo.id).where(Combo.id == combo_id).with_for_update())
    found = session.scalar(query.options(*WITH_GOODS).execution_options(populate_existing=True))
    if found is None:
        raise NotFound
    return found


def _may_see(actor: Actor) -> ColumnElement[bool]:
    if actor.may("combos.see"):
        return Combo.id.is_not(None)
    return Combo.packer_id.in_(actor.producer_ids)


def list_made(actor: Actor) -> list[Combo]:
    """The combos the actor may change, the newest first."""
    query = select(Combo).where(_may_see(actor)).options(*WITH_GOODS).order_by(Combo.id.desc())
    return list(session.scalars(query.limit(200)))


def list_by_id(combo_ids: Collection[int]) -> dict[int, Combo]:
    """These combos with their goods."""
    query = select(Combo).where(Combo.id.in_(combo_ids)).options(*WITH_GOODS)
    return {one.id: one for one in session.scalars(query)} if combo_ids else {}


def list_taking_part(actor: Actor) -> list[ComboPart]:
    """Goods of the actor's producers in combos that others pack; those to answer come first."""
    query = (
        _parts_of(actor)
        .options(_GOODS, joinedload(ComboPart.combo).options(*WITH_GOODS))
        .order_by(ComboPart.state != PartState.ASKED.value, ComboPart.id.desc())
    )
    return list(session.scalars(query.limit(200)))


def count_asked(actor: Actor) -> int:
    """How many invitations wait for the actor's answer."""
    query = _parts_of(actor).where(ComboPart.state == PartState.ASKED.value)
    return session.scalar(select(func.count()).select_from(query.subquery())) or 0


def get_taking_part(actor: Actor, part_id: int) -> ComboPart:
    """One's own goods in somebody's combo, the combo held until the commit; or NotFound."""
    combo_id = session.scalar(
        _parts_of(actor).where(ComboPart.id == part_id).with_only_columns(ComboPart.combo_id)
    )
    if combo_id is None:
        raise NotFound
    session.execute(select(Combo.id).where(Combo.id == combo_id).with_for_update())
    query = select(ComboPart).where(ComboPart.id == part_id)
    query = query.options(_GOODS, joinedload(ComboPart.combo).options(*WITH_GOODS))
    found = session.scalar(query.execution_options(populate_existing=True))
    if found is None:
        raise NotFound
    return found


def _parts_of(actor: Actor) -> Select[ComboPart]:
    return (
        select(ComboPart)
        .join(Variant, ComboPart.variant_id == Variant.id)
        .join(Product, Variant.product_id == Product.id)
        .where(Product.producer_id.in_(actor.producer_ids))
    )


def search_goods(words: str, on: date) -> list[Variant]:
    """Sizes that may be put into a combo, by words of the product's or its producer's name."""
    query = _goods().order_by(Product.folded, Variant.position)
    for word in fold(words).split()[:6]:
        query = query.where(
            or_(
                Product.folded.contains(word, autoescape=True),
                Producer.folded.contains(word, autoescape=True),
            )
        )
    return _lawful(session.scalars(query.limit(MOST_FOUND)), on)


def find_goods(variant_id: int, on: date) -> Variant | None:
    """The size, if it may be put into a combo."""
    found = _lawful(session.scalars(_goods().where(Variant.id == variant_id)), on)
    return found[0] if found else None


def _goods() -> Select[Variant]:
    return (
        select(Variant)
        .join(Variant.product)
        .join(Product.producer)
        .where(
            Variant.is_on_sale,
            Variant.net_unit != NetUnit.VISIT.value,
            Product.is_published,
            Producer.is_listed,
            Producer.verified_on.is_not(None),
        )
        .options(joinedload(Variant.product).joinedload(Product.producer).options(*WITH_PLACE))
    )


def _lawful(variants: Iterable[Variant], on: date) -> list[Variant]:
    found = list(variants)
    asked = conditions_for((one.product_id for one in found), on)
    return [
        one for one in found if one.product_id not in asked or not asked[one.product_id].obstacle
    ]


def list_packers() -> list[tuple[int, str]]:
    """Verified producers, by name: any of them may pack."""
    query = (
        select(Producer.id, Producer.name)
        .where(Producer.verified_on.is_not(None), Producer.is_listed)
        .order_by(Producer.folded)
    )
    return [(row.id, row.name) for row in session.execute(query)]


def names_of(producer_ids: Collection[int]) -> list[tuple[int, str]]:
    """These producers by name, as a choice."""
    query = select(Producer.id, Producer.name).where(Producer.id.in_(producer_ids))
    return [(row.id, row.name) for row in session.execute(query.order_by(Producer.folded))]


def taken_slugs(start: str) -> list[str]:
    """The parts of addresses of combos that begin so."""
    return list(
        session.scalars(select(Combo.slug).where(Combo.slug.startswith(start, autoescape=True)))
    )
