"""Searching the products, and reading from the tables what the index keeps of them."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, select

from catalog.certification.queries import standing_for, star_days_for
from catalog.kernel.db import session
from catalog.kernel.text import fold
from catalog.places.models import Commune, FormerCommune, FormerProvince, Province
from catalog.producers.models import Producer
from catalog.producers.queries import is_listed
from catalog.product_sets.models import ProductGroup, ProductSet
from catalog.product_sets.queries import list_groups
from catalog.products.models import Product
from catalog.search.errors import IndexMissing
from catalog.search.index import connected
from catalog.search.rules.documents import ProductSearch, SearchDocument, SearchPage, StarPeriod
from catalog.search.rules.words import read

_BATCH = 1_000
_log = logging.getLogger(__name__)


def search(search: ProductSearch, on: date) -> SearchPage:
    """The products that answer, by id, with facets; stars are those that hold on the day.

    While the index cannot answer it is a plain list from the tables, marked `is_makeshift`. What
    was taken off the shelf since the index last heard of it is left out; `total` still counts it.
    """
    try:
        found = connected().search(search, on)
    except IndexMissing:
        _log.warning("no search index: run ocop search rebuild")
        return _makeshift(search, on)
    return replace(found, ids=_still_public(found.ids))


def suggest(text: str) -> list[str]:
    """How the text may go on: at most eight phrases as products write them."""
    try:
        return connected().suggest(text)
    except IndexMissing:
        return []


def count_searchable() -> int:
    """How many products can be found; raises IndexMissing."""
    return connected().check()


def list_product_ids(producer_id: int) -> list[int]:
    """Every product of a producer, published or not."""
    query = select(Product.id).where(Product.producer_id == producer_id).order_by(Product.id)
    return list(session.scalars(query))


def find_document(product_id: int, on: date) -> SearchDocument | None:
    """A published product as the index keeps it, or None."""
    return next(_documents(_products().where(Product.id == product_id), on), None)


def list_documents(on: date) -> Iterator[SearchDocument]:
    """All published products, a thousand at a time."""
    after = 0
    while True:
        batch = list(_documents(_products().where(Product.id > after).limit(_BATCH), on))
        yield from batch
        if len(batch) < _BATCH:
            return
        after = batch[-1].id


def _still_public(ids: tuple[int, ...]) -> tuple[int, ...]:
    if not ids:
        return ids
    query = select(Product.id).outerjoin(Producer, Producer.id == Product.producer_id)
    public = set(session.scalars(query.where(Product.id.in_(ids), *_public())))
    return tuple(one for one in ids if one in public)


def _public() -> tuple[ColumnElement[bool], ...]:
    return Product.is_published.is_(True), is_listed()


def _makeshift(search: ProductSearch, on: date) -> SearchPage:
    query = _products().with_only_columns(Product.id).order_by(None).order_by(Product.folded)
    for word in read(search.text):
        query = query.where(Product.folded.contains(fold(word.typed), autoescape=True))
    if search.sets:
        query = query.where(ProductSet.number.in_(search.sets))
    if search.groups:
        query = query.where(ProductGroup.number.in_(search.groups))
    if search.provinces:
        code = func.coalesce(Producer.province_code, Product.province_code)
        query = query.where(code.in_(search.provinces))
    ids = list(session.scalars(query.order_by(Product.id)))
    if search.stars:
        standings = standing_for(ids, on)
        ids = [one for one in ids if standings[one].stars in search.stars]
    first = (search.page - 1) * search.size
    shown = tuple(ids[first : first + search.size])
    return SearchPage(shown, len(ids), search.page, search.size, is_makeshift=True)


def _products() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Product.id,
            Product.slug,
            Product.name,
            Product.is_demo,
            Product.group_text,
            Product.place_text,
            Product.province_code,
            Product.commune_code,
            Producer.name.label("producer"),
            Producer.place_text.label("producer_place"),
            Producer.province_code.label("producer_province"),
            Producer.commune_code.label("producer_commune"),
            ProductSet.name.label("set_name"),
            ProductGroup.name.label("group_name"),
        )
        .outerjoin(Producer, Producer.id == Product.producer_id)
        .outerjoin(ProductSet, ProductSet.id == Product.product_set_id)
        .outerjoin(ProductGroup, ProductGroup.id == ProductSet.group_id)
        .where(*_public())
        .order_by(Product.id)
    )


def _documents(query: Select[*tuple[Any, ...]], on: date) -> Iterator[SearchDocument]:
    rows = session.execute(query).all()
    names = _PlaceNames(rows)
    star_days = star_days_for([row.id for row in rows], on)
    sets, groups = _numbers_in_force(on)
    for row in rows:
        province, commune = _codes(row)
        own = (row.place_text, row.producer_place, names.commune(commune), names.province(province))
        group = row.group_name or row.group_text
        yield SearchDocument(
            id=row.id,
            slug=row.slug,
            name=row.name,
            set_no=sets.get(fold(row.set_name or "")),
            group_no=groups.get(_group_key(group or "")),
            # Not the set: "Tương, nước mắm, gia vị" would find soy sauce for fish sauce.
            kinds=(group,) if group else (),
            province_code=province,
            places=tuple(dict.fromkeys(place for place in own if place)),
            former=names.former(commune, province),
            producer=row.producer or "",
            periods=tuple(
                StarPeriod(days.stars, days.first, days.last) for days in star_days.get(row.id, ())
            ),
            is_demo=row.is_demo,
        )


def _numbers_in_force(on: date) -> tuple[dict[str, int], dict[str, int]]:
    """Sets and groups of the decision in force by name: older decisions number theirs otherwise."""
    groups = list_groups(on)
    sets = {fold(one.name): one.number for group in groups for one in group.sets}
    return sets, {_group_key(group.name): group.number for group in groups}


def _group_key(name: str) -> str:
    # Registers write "Thủ công mỹ nghệ" for "Hàng thủ công mỹ nghệ".
    return fold(name).removeprefix("hang ")


def _codes(row: Row[*tuple[Any, ...]]) -> tuple[str | None, str | None]:
    """Province and commune: of the producer, or else of the product."""
    return row.producer_province or row.province_code, row.producer_commune or row.commune_code


class _PlaceNames:
    """The names of the places of some rows, read together."""

    def __init__(self, rows: Sequence[Row[*tuple[Any, ...]]]) -> None:
        codes = {_codes(row)[1] for row in rows} - {None}
        self._communes: dict[str, str] = dict(
            session.execute(select(Commune.code, Commune.name).where(Commune.code.in_(codes))).all()
        )
        self._provinces: dict[str, str] = dict(
            session.execute(select(Province.code, Province.name)).all()
        )
        self._former: dict[str, list[str]] = {}
        communes = select(FormerCommune.commune_code, FormerCommune.name).where(
            FormerCommune.commune_code.in_(codes)
        )
        provinces = select(FormerProvince.province_code, FormerProvince.name)
        for code, name in (*session.execute(communes), *session.execute(provinces)):
            self._former.setdefault(code, []).append(name)

    def commune(self, code: str | None) -> str | None:
        return self._communes.get(code) if code else None

    def province(self, code: str | None) -> str | None:
        return self._provinces.get(code) if code else None

    def former(self, *codes: str | None) -> tuple[str, ...]:
        names = (name for code in codes if code for name in self._former.get(code, ()))
        return tuple(dict.fromkeys(names))
