"""Takes a register in: one product and one recognition per row, found again by their keys.

What the register does not say stays unknown; what officers entered since is left alone.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from catalog.certification import rules
from catalog.certification.models import Recognition
from catalog.certification.register_file import Refusal, RegisterRow
from catalog.certification.signals import recognition_changed
from catalog.kernel import audit
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.kernel.text import fold, slugify
from catalog.places import queries as places
from catalog.places.queries import PlaceReading, ProvinceHit
from catalog.producers import queries as producer_queries
from catalog.producers import rules as producer_rules
from catalog.producers import service as producers
from catalog.producers.models import Producer
from catalog.product_sets import queries as product_sets
from catalog.products import queries as products
from catalog.products.models import Product
from catalog.products.signals import product_changed

REGISTER = "register"


@dataclass
class Report:
    """What became of the rows; every row read is in exactly one of the other counts."""

    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: list[Refusal] = field(default_factory=list)


def import_register(
    actor: Actor,
    rows: Iterable[RegisterRow | Refusal],
    now: datetime,
    tell: Callable[[int], None] = lambda read: None,
) -> Report:
    """Take the rows in. Taking the same rows in again changes nothing."""
    report = Report()
    seen: dict[str, int] = {}
    for row in rows:
        report.read += 1
        outcome = row if isinstance(row, Refusal) else _take(actor, row, seen, now)
        if isinstance(outcome, Refusal):
            report.refused.append(outcome)
        else:
            setattr(report, outcome, getattr(report, outcome) + 1)
        tell(report.read)
    if report.created or report.updated:
        sentence = f"Nhập sổ đăng ký: {report.created} dòng mới, {report.updated} dòng sửa."
        audit.record(actor, "certification.import", "register:csv", sentence)
    return report


def _take(actor: Actor, row: RegisterRow, seen: dict[str, int], now: datetime) -> str | Refusal:
    province = places.find_province(row.province) if row.province else None
    if row.province and province is None:
        return Refusal(row.line, f"không có tỉnh tên “{row.province[:60]}”")
    key = _product_key(row, province)
    recognition_key = f"{key}|{row.decision_number or ''}"
    if recognition_key in seen:
        return Refusal(row.line, f"trùng với dòng {seen[recognition_key]}")
    seen[recognition_key] = row.line
    place = places.read_place(row.place, row.province)
    product, product_news = _product(actor, row, key, place, now)
    recognition_news = _recognition(actor, row, recognition_key, product, province, now)
    if product_news:
        product_changed.send(None, product_id=product.id)
    if recognition_news:
        recognition_changed.send(None, product_id=product.id)
    if "created" in (product_news, recognition_news):
        return "created"
    return product_news or recognition_news or "unchanged"


def _product_key(row: RegisterRow, province: ProvinceHit | None) -> str:
    return f"{fold(row.name)}|{fold(row.producer)}|{province.code if province else ''}"


def _product(
    actor: Actor, row: RegisterRow, key: str, place: PlaceReading, now: datetime
) -> tuple[Product, str]:
    """The product of this row, and "created", "updated" or "" for what was done to it."""
    product = session.scalar(select(Product).where(Product.register_key == key))
    if product and (successor := products.find_successor(product.id)):
        return successor, ""  # an officer said so: the register's row is that product's
    producer = _producer(actor, row, place)
    values = {
        "name": row.name,
        "folded": fold(row.name),
        "producer_id": producer.id if producer else None,
        "group_text": row.group,
        "group_is_inferred": row.group_is_inferred,
        "province_code": place.province_code,
        "commune_code": place.commune_code,
        "place_text": _place_text(row),
    }
    if product:
        return product, _set(product, values)
    # It has a page, but no sizes: the register says who is recognised, not what is for sale.
    slug = products.free_slug(slugify(row.name))
    product = Product(slug=slug, register_key=key, created_at=now, is_published=True, **values)
    session.add(product)
    session.flush()  # its recognition points at its id
    return product, "created"


def _producer(actor: Actor, row: RegisterRow, place: PlaceReading) -> Producer | None:
    """The producer the row names; None for "(hộ sản xuất)", which names nobody."""
    name = producer_rules.named(row.producer)
    if name is None:
        return None
    held = producer_queries.list_named(name, place.province_code)
    # Somebody who registered here may only bear the same name.
    known = next((one for one in held if one.source == REGISTER), None)
    facts = producers.ProducerFacts(name, place.province_code, place.commune_code, _place_text(row))
    return known or producers.register_producer(actor, facts, REGISTER)


def _place_text(row: RegisterRow) -> str | None:
    return ", ".join(filter(None, (row.place, row.province))) or None


def _recognition(
    actor: Actor,
    row: RegisterRow,
    key: str,
    product: Product,
    province: ProvinceHit | None,
    now: datetime,
) -> str:
    rubric_id, months = _rubric(row)
    level, issuer = _issuer(row, province)
    ends = rules.last_valid_day(row.decided_on, months) if row.decided_on and months else None
    values = {
        "product_id": product.id,
        "rubric_id": rubric_id,
        "stars": row.stars,
        "decision_number": row.decision_number,
        "decision_date": row.decided_on,
        "year": row.year,
        "issuer_level": level,
        "issuer_name": issuer,
        "valid_from": row.decided_on,
        "valid_to": ends,
        "evidence_grade": row.grade.value,
        "evidence_source": row.source or None,
    }
    held = session.scalar(select(Recognition).where(Recognition.register_key == key))
    if held:
        return _set(held, values)
    session.add(Recognition(register_key=key, entered_by=actor.name, entered_at=now, **values))
    session.flush()  # the signal that follows reads it
    return "created"


def _rubric(row: RegisterRow) -> tuple[int | None, int | None]:
    """The rubric, where only one was in force, and the months, where all agree on them."""
    if row.decided_on:
        first = last = row.decided_on
    elif row.year:
        first, last = date(row.year, 1, 1), date(row.year, 12, 31)
    else:
        return None, None
    rubrics = product_sets.list_rubrics_between(first, last)
    months = {rubric.validity_months for rubric in rubrics}
    return (
        rubrics[0].id if len(rubrics) == 1 else None,
        months.pop() if len(months) == 1 else None,
    )


def _issuer(row: RegisterRow, province: ProvinceHit | None) -> tuple[str | None, str | None]:
    """Who decided, where the number and the law leave no doubt.

    A ministry signs "BNN…". Four stars were given by provinces under every decision so far;
    three stars also by districts from 2023 to 2025, so for them it stays open.
    """
    number = row.decision_number or ""
    if "BNNMT" in number:
        return "central", "Bộ Nông nghiệp và Môi trường"
    if "BNN" in number:
        return "central", "Bộ Nông nghiệp và Phát triển nông thôn"
    if "UBND" not in number or row.stars != 4 or province is None:
        return None, None
    name = row.province.partition("(")[0].strip()
    if province.former:
        return "province", f"UBND tỉnh {name} (cũ)"
    full = province.full_name
    return "province", f"UBND {full[:1].lower()}{full[1:]}"


def _set(row: Any, values: dict[str, Any]) -> str:
    """Bring the row up to date; "updated" if anything differed, else ""."""
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in changed.items():
        setattr(row, name, value)
    return "updated" if changed else ""
