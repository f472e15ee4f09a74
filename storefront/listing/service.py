"""Goods put on the shelf in one go: product, size, photos, batch, stock. All of it, or nothing."""

from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from decimal import Decimal

from catalog.kernel.actor import Actor
from catalog.kernel.files import Picture
from catalog.products import service as products
from catalog.products.models import Product, Variant
from catalog.products.rules import NetUnit
from catalog.products.service import ProductFacts, VariantFacts
from storefront.inventory import service as inventory
from traceability.batches import service as batches
from traceability.batches.rules import BatchKind, Unit
from traceability.batches.service import NewBatch

_PIECES = {NetUnit.GRAM: Unit.KILOGRAM, NetUnit.MILLILITRE: Unit.LITRE}


@dataclass(frozen=True)
class Goods:
    """What is put on the shelf. `quantity` counts packs; 0 lists goods that are not there yet.

    A day of packing that is not known stays unknown.
    """

    facts: ProductFacts
    size: VariantFacts
    quantity: int
    pictures: tuple[Picture, ...] = ()
    packed_on: date | None = None


def list_goods(actor: Actor, producer_id: int, goods: Goods, now: datetime) -> Product:
    """Enter goods of this producer and put them on the shelf, where buyers see a photo of them.

    Without a photo they stay hidden: products.service.publish_product shows them. What is there
    belongs to a batch of its own, so whatever is sold has a code and a passport.
    Refused: NotFound, and what products, batches and inventory refuse.
    """
    product = products.add_product(actor, producer_id, goods.facts, now)
    return _fill(actor, product, goods, now)


def put_on_shelf(actor: Actor, product: Product, goods: Goods, now: datetime) -> Product:
    """The same with a product that is there and has no size yet: its name stays, and its set
    where it has one. Refused: the same.
    """
    if product.product_set_id is None and goods.facts.product_set_id is not None:
        kept = ProductFacts(
            **{one.name: getattr(product, one.name) for one in fields(ProductFacts)}
        )
        facts = replace(kept, product_set_id=goods.facts.product_set_id)
        products.change_product(actor, product.id, facts)
    return _fill(actor, product, goods, now)


def _fill(actor: Actor, product: Product, goods: Goods, now: datetime) -> Product:
    variant = products.add_variant(actor, product.id, goods.size, now)
    for picture in goods.pictures:
        products.add_picture(actor, product.id, picture, product.name)
    if goods.quantity:
        stock_up(actor, variant, goods.quantity, goods.packed_on, now)
    if goods.pictures:
        products.publish_product(actor, product.id, is_published=True)
    return product


def stock_up(
    actor: Actor, variant: Variant, quantity: int, packed_on: date | None, now: datetime
) -> None:
    """Open a batch of packs of this size, let it be sold, and take all of it into stock."""
    holds = _PIECES.get(NetUnit(variant.net_unit))
    new = NewBatch(
        kind=BatchKind.PACKED,
        producer_id=variant.product.producer_id or 0,
        product_id=variant.product_id,
        quantity=Decimal(quantity),
        unit=Unit.PIECE,
        unit_name=variant.name,
        piece_amount=Decimal(variant.net_amount) / 1000 if holds else None,
        piece_unit=holds,
        packed_on=packed_on,
    )
    batch = batches.open_batch(actor, new, now)
    batches.release(actor, batch.id, now)
    inventory.receive(actor, variant.id, batch.id, quantity, now)
