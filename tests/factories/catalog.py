"""Builders of the catalogue: each returns a saved, valid object; a test names what it is about."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from sqlalchemy import select

from catalog.certification.models import Recognition
from catalog.certification.rules import last_valid_day
from catalog.kernel import clock
from catalog.kernel.db import session, transaction
from catalog.kernel.text import fold, slugify
from catalog.places.models import Commune, Province
from catalog.producers.models import Producer
from catalog.product_sets import service as product_sets
from catalog.product_sets.models import ProductSet, Rubric
from catalog.products.models import Product, Variant

TODAY = date(2026, 11, 22)
AS_OF = date(2026, 7, 25)
_number = count(1)


def save(row: Any) -> Any:
    """The row, saved; inside a running transaction it is only flushed."""
    if session.info.get("in_transaction"):
        session.add(row)
        session.flush()
    else:
        with transaction():
            session.add(row)
    return row


def load_rubrics() -> None:
    """The rubrics that come with the product."""
    with transaction():
        product_sets.import_packaged()


def find_set(number: int, rubric: str = "26/2026/QĐ-TTg") -> ProductSet:
    """A product set by its number; load_rubrics() first."""
    query = select(ProductSet).join(Rubric, Rubric.id == ProductSet.rubric_id)
    return session.scalars(query.where(Rubric.number == rubric, ProductSet.number == number)).one()


def make_province(code: str = "92", name: str = "Cần Thơ", kind: str = "Thành phố") -> Province:
    """A province; the one that is there already, if it is."""
    found = session.get(Province, code)
    return found or save(
        Province(code=code, name=name, full_name=f"{kind} {name}", folded=fold(name), as_of=AS_OF)
    )


def make_commune(
    code: str = "31120", name: str = "Cái Khế", kind: str = "phường", province: str = "92"
) -> Commune:
    """A commune; the one that is there already, if it is."""
    found = session.get(Commune, code)
    if found:
        return found
    if session.get(Province, province) is None:
        make_province(province)
    return save(
        Commune(
            code=code, province_code=province, kind=kind, name=name, folded=fold(name), as_of=AS_OF
        )
    )


def make_producer(name: str = "HTX minh họa Đồng Tâm", **values: Any) -> Producer:
    """A co-operative in Cần Thơ."""
    make_province()
    values = {"province_code": "92", "legal_form": "cooperative", **values}
    values.setdefault("slug", f"{slugify(name)}-{next(_number)}")
    return save(Producer(name=name, folded=fold(name), **values))


def make_product(name: str = "Gạo thơm Trường Xuân", **values: Any) -> Product:
    """A published product of a producer of its own; `producer=None` for none."""
    if "producer" not in values and "producer_id" not in values:
        values["producer_id"] = make_producer().id
    elif producer := values.pop("producer", None):
        values["producer_id"] = producer.id
    values.setdefault("slug", f"{slugify(name)}-{next(_number)}")
    return save(Product(name=name, folded=fold(name), created_at=clock.now(), **values))


def make_variant(product: Product | None = None, **values: Any) -> Variant:
    """A bag of 5 kg for 168.000 ₫."""
    product = product or make_product()
    given = {
        "name": "túi 5 kg",
        "net_amount": 5000,
        "net_unit": "g",
        "price": 168_000,
        "weight_g": 5100,
        **values,
    }
    return save(Variant(product_id=product.id, **given))


def make_recognition(product: Product | None = None, **values: Any) -> Recognition:
    """Four stars by a decision of one year ago; give other dates, stars or evidence."""
    product = product or make_product()
    decided = values.get("decision_date", TODAY - timedelta(days=365))
    given = {
        "stars": 4,
        "decision_number": f"{next(_number)}/QĐ-UBND",
        "decision_date": decided,
        "year": decided.year if decided else None,
        "issuer_level": "province",
        "valid_from": decided,
        "valid_to": last_valid_day(decided, 36) if decided else None,
        "evidence_grade": "decision",
        "entered_by": "Cán bộ Lan",
        "entered_at": clock.now(),
        **values,
    }
    return save(Recognition(product_id=product.id, **given))
