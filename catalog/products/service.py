"""Entering products, their sizes, prices and pictures."""

from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy.exc import IntegrityError

from catalog.kernel import audit, codes
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from catalog.kernel.files import Picture
from catalog.kernel.money import format_dong
from catalog.kernel.text import fold, nfc, slugify
from catalog.producers import queries as producers
from catalog.product_sets import queries as product_sets
from catalog.products import queries, rules
from catalog.products.errors import (
    GtinInvalid,
    GtinRestricted,
    GtinTaken,
    LifeOutOfRange,
    NameMissing,
    NetOutOfRange,
    PriceOutOfRange,
    PriceUnchanged,
    PromiseImpossible,
    ReasonMissing,
    StrengthOutOfRange,
    WeightOutOfRange,
)
from catalog.products.models import FormerGtin, PriceEntry, Product, ProductPicture, Variant
from catalog.products.signals import product_changed

EDIT = "products.edit_any"
"""The permission to change the products of any producer; a producer's own people need none."""
MOST_TRIES = 5
"""For a free address: so many may list goods of one name at the same moment."""


@dataclass(frozen=True)
class ProductFacts:
    """What is entered of a product; unknown parts stay empty."""

    name: str
    product_set_id: int | None = None
    gtin: str | None = None
    summary: str | None = None
    story: str | None = None
    ingredients: str | None = None
    allergens: str | None = None
    storage: str | None = None
    usage: str | None = None
    warnings: str | None = None
    standard: str | None = None
    trade_mark: str | None = None
    shelf_life_days: int | None = None
    days_left_at_delivery: int | None = None


@dataclass(frozen=True)
class VariantFacts:
    """One size of a product."""

    name: str
    net_amount: Decimal
    net_unit: rules.NetUnit
    price: int
    weight_g: int
    goods_class: rules.GoodsClass = rules.GoodsClass.DRY


def add_product(actor: Actor, producer_id: int, facts: ProductFacts, now: datetime) -> Product:
    """Enter a product of this producer; it is not shown before it is published."""
    _let(actor, producer_id)
    producers.get_producer_by_id(producer_id)
    product = _inserted(producer_id, facts, now)
    return tell(actor, product, "products.add", f"Thêm sản phẩm {product.name}.")


def change_product(actor: Actor, product_id: int, facts: ProductFacts) -> Product:
    """Change what is known of a product; its address stays."""
    product = own_product(actor, product_id)
    _write(product, facts)
    return tell(actor, product, "products.change", f"Sửa sản phẩm {product.name}.")


def publish_product(actor: Actor, product_id: int, *, is_published: bool) -> Product:
    """Put the product on the shelf, or take it off."""
    product = own_product(actor, product_id)
    product.is_published = is_published
    sentence = f"Hiện sản phẩm {product.name}." if is_published else f"Ẩn sản phẩm {product.name}."
    return tell(actor, product, "products.publish", sentence)


def add_variant(actor: Actor, product_id: int, facts: VariantFacts, now: datetime) -> Variant:
    """Add a size; its first price begins its history."""
    product = own_product(actor, product_id)
    _check(facts)
    variant = Variant(product_id=product_id, position=len(product.variants), **_columns(facts))
    product.variants.append(variant)
    session.flush()
    session.add(_entry(actor, variant, None, now))
    tell(actor, product, "products.add_variant", f"Thêm {facts.name} cho {product.name}.")
    return variant


def change_price(actor: Actor, variant_id: int, price: int, reason: str, now: datetime) -> Variant:
    """Set a new price and say why; orders placed before keep theirs.

    Refused: NotFound, PriceOutOfRange, PriceUnchanged, ReasonMissing.
    """
    product, variant = own_variant(actor, variant_id)
    _check_price(price)
    said = nfc(reason)
    if not 0 < len(said) <= rules.LONGEST_REASON:
        raise ReasonMissing
    if price == variant.price:
        raise PriceUnchanged
    if not queries.has_prices(variant.id):  # a size from before prices were kept
        session.add(_entry(actor, variant, None, product.created_at))
    old, variant.price = variant.price, price
    session.add(_entry(actor, variant, said, now))
    sentence = (
        f"Đổi giá {product.name} ({variant.name}) từ {format_dong(old)} thành {format_dong(price)}."
    )
    tell(actor, product, "products.price", sentence)
    return variant


def change_packing(
    actor: Actor, variant_id: int, goods_class: rules.GoodsClass, weight_g: int
) -> Variant:
    """Set how a size must travel and what it weighs packed; orders placed before keep theirs.

    Refused: NotFound, WeightOutOfRange.
    """
    product, variant = own_variant(actor, variant_id)
    _check_weight(weight_g)
    variant.goods_class, variant.weight_g = goods_class.value, weight_g
    sentence = f"{product.name} ({variant.name}): giao theo loại {goods_class}, nặng {weight_g} g."
    tell(actor, product, "products.packing", sentence)
    return variant


def set_strength(actor: Actor, product_id: int, tenths: int) -> Product:
    """Say how strong a drink is, as its label does. Refused: NotFound, StrengthOutOfRange."""
    product = own_product(actor, product_id)
    if not 0 <= tenths < rules.PURE_ALCOHOL:
        raise StrengthOutOfRange
    product.alcohol_tenths = tenths
    sentence = f"Ghi độ cồn của {product.name}: {tenths / 10:g} %."
    return tell(actor, product, "products.strength", sentence)


def add_picture(actor: Actor, product_id: int, picture: Picture, alt: str) -> None:
    """Add a kept picture; the same picture twice is one."""
    product = own_product(actor, product_id)
    if picture.digest in {one.digest for one in product.pictures}:
        return
    product.pictures.append(
        ProductPicture(
            position=len(product.pictures), alt=nfc(alt) or product.name, **asdict(picture)
        )
    )
    tell(actor, product, "products.add_picture", f"Thêm ảnh cho {product.name}.")


def _let(actor: Actor, producer_id: int | None) -> None:
    if not actor.may(EDIT) and (producer_id is None or not actor.works_for(producer_id)):
        raise NotFound


def own_product(actor: Actor, product_id: int) -> Product:
    """A product the actor may change, held until the commit; or NotFound."""
    product = queries.get_product_by_id(product_id, lock=True)
    _let(actor, product.producer_id)
    return product


def own_variant(actor: Actor, variant_id: int) -> tuple[Product, Variant]:
    """A size the actor may change and its product, which everybody holds first; or NotFound."""
    product = own_product(actor, queries.get_variant(variant_id).product_id)
    return product, queries.get_variant(variant_id, lock=True)


def _inserted(
    producer_id: int, facts: ProductFacts, now: datetime, tries: int = MOST_TRIES
) -> Product:
    """A new row under an address of its own; another is taken where somebody was faster."""
    slug = queries.free_slug(slugify(facts.name))
    product = Product(slug=slug, producer_id=producer_id, created_at=now, is_published=False)
    _write(product, facts)
    try:
        with session.begin_nested():
            session.add(product)
    except IntegrityError:
        if tries == 1:
            raise
        return _inserted(producer_id, facts, now, tries - 1)
    return product


def _write(product: Product, facts: ProductFacts) -> None:
    name = nfc(facts.name)
    if not 2 <= len(name) <= rules.LONGEST_NAME:
        raise NameMissing
    if facts.shelf_life_days is not None and not 0 < facts.shelf_life_days <= rules.LONGEST_LIFE:
        raise LifeOutOfRange
    if not rules.is_promise_possible(facts.shelf_life_days, facts.days_left_at_delivery):
        raise PromiseImpossible
    if facts.product_set_id:
        product_sets.get_set(facts.product_set_id)
    gtin = _gtin(facts.gtin)
    if gtin and (held := queries.find_by_gtin(gtin)) and held.id != product.id:
        raise GtinTaken
    if product.gtin and product.gtin != gtin:
        session.add(FormerGtin(gtin=product.gtin, product_id=product.id))
    for column, value in {
        **asdict(facts),
        "name": name,
        "folded": fold(name),
        "gtin": gtin,
    }.items():
        setattr(product, column, value)


def _gtin(given: str | None) -> str | None:
    """The code as 14 digits; None where there is none."""
    if not given:
        return None
    digits = "".join(given.split())
    if len(digits) not in (8, 12, 13, 14) or not codes.is_gtin14(digits.zfill(14)):
        raise GtinInvalid
    if codes.is_restricted_gtin(digits.zfill(14)):
        raise GtinRestricted
    return digits.zfill(14)


def _check(facts: VariantFacts) -> None:
    if not 1 <= len(nfc(facts.name)) <= rules.LONGEST_NAME:
        raise NameMissing
    if not 0 < facts.net_amount <= rules.LARGEST_NET:
        raise NetOutOfRange
    _check_weight(facts.weight_g)
    _check_price(facts.price)


def _entry(actor: Actor, variant: Variant, reason: str | None, since: datetime) -> PriceEntry:
    return PriceEntry(
        variant_id=variant.id,
        price=variant.price,
        since=since,
        reason=reason,
        entered_by=actor.name,
        actor_id=actor.id,
    )


def _check_weight(weight_g: int) -> None:
    if not 0 < weight_g <= rules.HEAVIEST_G:
        raise WeightOutOfRange


def _check_price(price: int) -> None:
    if not 0 < price <= rules.DEAREST:
        raise PriceOutOfRange


def _columns(facts: VariantFacts) -> dict[str, object]:
    return {
        **asdict(facts),
        "name": nfc(facts.name),
        "net_unit": facts.net_unit.value,
        "goods_class": facts.goods_class.value,
    }


def tell(actor: Actor, product: Product, action: str, sentence: str) -> Product:
    """Enter in the audit what was done to a product, and say that it has changed."""
    session.flush()  # the audit entry and the signal name its id
    audit.record(actor, action, product, sentence)
    product_changed.send(None, product_id=product.id)
    return product
