"""Which combos buyers meet where: those that are sold on a day, or can be bought on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, or_, select

from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from catalog.products.models import Product, Variant
from catalog.search.rules.words import Word, read
from storefront.combos import rules
from storefront.combos.models import Combo, ComboPart
from storefront.combos.queries import WITH_GOODS
from storefront.combos.showing import Shown, list_sold, show

PER_PAGE = 24
MOST_READ = 60
"""The newest, of which those beside other things are chosen."""
AT_HOME, BESIDE_PRODUCT, OF_PRODUCER, FOUND = 4, 3, 8, 6


@dataclass(frozen=True)
class Page:
    """A part of the combos that are sold, and how many there are in all."""

    items: list[Shown]
    total: int
    page: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PER_PAGE))


def list_page(on: date, page: int = 1, text: str = "") -> Page:
    """What is sold on that day, the newest first; with `text` only what its words find."""
    asked = read(text)
    query = _running(on).where(Combo.id.in_(_named(asked, on))) if asked else _running(on)
    sold = list_sold(session.scalars(query), on)
    first = (page - 1) * PER_PAGE
    return Page(show(sold[first : first + PER_PAGE], on), len(sold), page)


def search(text: str, on: date) -> list[Shown]:
    """Those sold that day whose names have all these words; what can be bought comes first."""
    asked = read(text)
    if not asked or not (ids := _named(asked, on)):
        return []
    found = _list_few(on, Combo.id.in_(ids))
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


def list_packed(packer_id: int | None, on: date) -> list[Shown]:
    """What is sold on that day and packed by this producer, or by anybody; the oldest first."""
    query = _running(on).order_by(None).order_by(Combo.id)
    if packer_id is not None:
        query = query.where(Combo.packer_id == packer_id)
    return show(list_sold(session.scalars(query), on), on)


def list_slugs(on: date) -> list[str]:
    """The parts of addresses of all that is sold, for search engines."""
    return [one.slug for one in list_sold(session.scalars(_running(on)), on)]


def get_shown(slug: str, on: date) -> Shown:
    """A combo that is sold on that day, or NotFound."""
    found = show(list_sold(session.scalars(_running(on).where(Combo.slug == slug)), on), on)
    if not found:
        raise NotFound
    return found[0]


def _named(asked: Sequence[Word], on: date) -> list[int]:
    """The combos whose names have all these words, by id."""
    rows = session.execute(select(Combo.id, Combo.name).where(*_is_sold(on)))
    return [row.id for row in rows if rules.answers(row.name, asked)]


def _to_buy(on: date, most: int, *among: ColumnElement[bool]) -> list[Shown]:
    return [one for one in _list_few(on, *among) if one.can_be_bought][:most]


def _list_few(on: date, *among: ColumnElement[bool]) -> list[Shown]:
    """One query where there is none, and the same few however many there are."""
    found = list(session.scalars(_running(on).where(*among).limit(MOST_READ)))
    return show(list_sold(found, on), on) if found else []


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
