"""Writes of a seller to a product that is on the shelf."""

from dataclasses import asdict, dataclass, fields
from datetime import date, datetime

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.products import service as products
from catalog.products.models import Product
from catalog.products.service import ProductFacts
from storefront.goods import queries
from storefront.goods.errors import NothingPacked, OriginEntered
from storefront.listing.errors import NameWithoutWords, SetNeeded
from storefront.listing.queries import is_set_needed
from storefront.listing.rules import is_named
from traceability.events.rules import AreaLine, Draft, EventKind, Line
from traceability.events.service import record_event


@dataclass(frozen=True)
class Words:
    """What a seller writes about a product."""

    name: str
    product_set_id: int | None
    summary: str | None
    story: str | None
    ingredients: str | None
    allergens: str | None
    storage: str | None
    usage: str | None
    shelf_life_days: int | None
    gtin: str | None


def describe(actor: Actor, product_id: int, words: Words, now: datetime) -> Product:
    """Keep what is written of a product. Name and set of a recognised one are the decision's.

    Refused: NotFound, NameWithoutWords, SetNeeded, and what products refuses.
    """
    today = clock.local_date(now)
    goods = queries.get_own_goods(actor, product_id, today)
    product = goods.product
    changed = asdict(words)
    if goods.is_recognised:
        changed |= {"name": product.name, "product_set_id": product.product_set_id}
    elif not is_named(words.name):
        raise NameWithoutWords
    elif words.product_set_id is None and is_set_needed(
        words.name, product.producer_id or 0, today
    ):
        raise SetNeeded
    kept = {one.name: getattr(product, one.name) for one in fields(ProductFacts)}
    return products.change_product(actor, product_id, ProductFacts(**{**kept, **changed}))


def tell_harvest(
    actor: Actor, product_id: int, day: date, area_id: int | None, now: datetime
) -> None:
    """Record when, and on which area, the goods of the newest batch were harvested.

    Only where nothing is entered of how that batch came to be; else its own page is the place.
    Refused: NotFound, NothingPacked, OriginEntered, and what events refuse.
    """
    origin = queries.get_own_goods(actor, product_id, clock.local_date(now)).origin
    if origin is None:
        raise NothingPacked
    if origin.was_made:
        raise OriginEntered
    batch = origin.batch
    line = Line(batch.id, batch.quantity, batch.unit)
    areas = (AreaLine(batch.id, area_id, batch.quantity, batch.unit),) if area_id else ()
    draft = Draft(EventKind.HARVEST, batch.producer_id, day, day, outputs=(line,), areas=areas)
    record_event(actor, draft, now)
