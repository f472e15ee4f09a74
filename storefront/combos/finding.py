"""Which combos buyers meet where: those that are sold on a day, or can be bought on it."""

from datetime import date

from sqlalchemy import ColumnElement, Select, or_, select

from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from catalog.products.models import Product, Variant
from catalog.search.rules.words import read
from storefront.combos import rules
from storefront.combos.models import Combo, ComboPart
from storefront.combos.queries import WITH_GOODS
from storefront.combos.showing import Shown, show

MOST_SHOWN = 60
AT_HOME, BESIDE_PRODUCT, OF_PRODUCER, FOUND = 4, 3, 8, 6


def list_shown(on: date) -> list[Shown]:
    """Every combo that is sold on that day, the newest first."""
    return show(session.scalars(_running(on).limit(MOST_SHOWN)), on)


def search(text: str, on: date) -> list[Shown]:
    """Those sold that day whose names have all these words; what can be bought comes first."""
    asked = read(text)
    if not asked:
        return []
    named = session.execute(select(Combo.id, Combo.name).where(*_is_sold(on)))
    ids = [row.id for row in named if rules.answers(row.name, asked)]
    if not ids:
        return []
    found = show(session.scalars(_running(on).where(Combo.id.in_(ids)).limit(MOST_SHOWN)), on)
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


def list_slugs(on: date) -> list[str]:
    """The parts of addresses of all that is sold, for search engines."""
    return [one.slug for one in list_shown(on)]


def get_shown(slug: str, on: date) -> Shown:
    """A combo that is sold on that day, or NotFound."""
    found = show(session.scalars(_running(on).where(Combo.slug == slug)), on)
    if not found:
        raise NotFound
    return found[0]


def _to_buy(on: date, most: int, *among: ColumnElement[bool]) -> list[Shown]:
    """One query where there is none, and the same few however many there are."""
    found = list(session.scalars(_running(on).where(*among).limit(MOST_SHOWN)))
    return [one for one in show(found, on) if one.can_be_bought][:most] if found else []


def _holds(goods: ColumnElement[bool]) -> ColumnElement[bool]:
    parts = select(ComboPart.combo_id).join(ComboPart.variant).join(Variant.product)
    return Combo.id.in_(parts.where(goods))


def _running(on: date) -> Select[Combo]:
    query = select(Combo).where(*_is_sold(on))
    return query.options(*WITH_GOODS).order_by(Combo.id.desc())


def _is_sold(on: date) -> tuple[ColumnElement[bool], ...]:
    """The part of the rules that the database knows."""
    ends = or_(Combo.sells_to.is_(None), Combo.sells_to >= on)
    return (Combo.is_published.is_(True), Combo.sells_from <= on, ends)
