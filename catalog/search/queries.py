"""Searching the products, and reading from the tables what the index keeps of them."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, select

from catalog.certification.models import Recognition
from catalog.kernel.db import session
from catalog.places.models import Commune, FormerCommune, FormerProvince, Province
from catalog.producers.models import Producer
from catalog.product_sets.models import ProductGroup, ProductSet
from catalog.products.models import Product
from catalog.search.index import connected
from catalog.search.rules.documents import ProductSearch, SearchDocument, SearchPage, StarPeriod

_BATCH = 1_000


def search(search: ProductSearch, on: date) -> SearchPage:
    """The products that answer, by id, with facets; stars are those that hold on the day.

    Raises IndexMissing while there is no index that can answer.
    """
    return connected().search(search, on)


def suggest(text: str) -> list[str]:
    """How the text may go on: at most eight phrases as products write them."""
    return connected().suggest(text)


def count_searchable() -> int:
    """How many products can be found; raises IndexMissing."""
    return connected().check()


def find_document(product_id: int) -> SearchDocument | None:
    """A published product as the index keeps it, or None."""
    return next(_documents(_products().where(Product.id == product_id)), None)


def list_documents() -> Iterator[SearchDocument]:
    """All published products, a thousand at a time."""
    after = 0
    while True:
        batch = list(_documents(_products().where(Product.id > after).limit(_BATCH)))
        yield from batch
        if len(batch) < _BATCH:
            return
        after = batch[-1].id


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
            ProductSet.number.label("set_no"),
            ProductGroup.number.label("group_no"),
            ProductGroup.name.label("group_name"),
        )
        .outerjoin(Producer, Producer.id == Product.producer_id)
        .outerjoin(ProductSet, ProductSet.id == Product.product_set_id)
        .outerjoin(ProductGroup, ProductGroup.id == ProductSet.group_id)
        .where(Product.is_published)
        .order_by(Product.id)
    )


def _documents(query: Select[*tuple[Any, ...]]) -> Iterator[SearchDocument]:
    rows = session.execute(query).all()
    names = _PlaceNames(rows)
    periods = _periods([row.id for row in rows])
    for row in rows:
        province = row.province_code or row.producer_province
        commune = row.commune_code or row.producer_commune
        own = (row.place_text, row.producer_place, names.commune(commune), names.province(province))
        group = row.group_name or row.group_text
        yield SearchDocument(
            id=row.id,
            slug=row.slug,
            name=row.name,
            set_no=row.set_no,
            group_no=row.group_no,
            # Not the set: "Tương, nước mắm, gia vị" would find soy sauce for fish sauce.
            kinds=(group,) if group else (),
            province_code=province,
            places=tuple(dict.fromkeys(place for place in own if place)),
            former=names.former(commune, province),
            producer=row.producer or "",
            periods=tuple(periods.get(row.id, ())),
            is_demo=row.is_demo,
        )


class _PlaceNames:
    """The names of the places of some rows, read together."""

    def __init__(self, rows: Sequence[Row[*tuple[Any, ...]]]) -> None:
        codes = {row.commune_code or row.producer_commune for row in rows} - {None}
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


def _periods(product_ids: list[int]) -> dict[int, list[StarPeriod]]:
    shown = select(
        Recognition.product_id,
        Recognition.stars,
        Recognition.valid_from,
        Recognition.valid_to,
        Recognition.revoked_on,
    ).where(
        Recognition.product_id.in_(product_ids),
        Recognition.evidence_grade.in_(("decision", "press")),
        Recognition.stars.is_not(None),
        Recognition.valid_from.is_not(None),
        Recognition.valid_to.is_not(None),
    )
    periods: dict[int, list[StarPeriod]] = {}
    for row in session.execute(shown.order_by(Recognition.id)):
        period = StarPeriod(row.stars, row.valid_from, row.valid_to, row.revoked_on)
        periods.setdefault(row.product_id, []).append(period)
    return periods
