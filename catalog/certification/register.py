"""Reads of the register: every recognition, expired and revoked ones too, with its standing."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, false, func, literal, or_, select

from catalog.certification import queries, rules
from catalog.certification.models import Recognition
from catalog.certification.rules import Deadlines, EvidenceGrade, Standing, Status
from catalog.kernel.db import session
from catalog.kernel.text import fold
from catalog.places.models import Commune, Province
from catalog.producers.models import Producer
from catalog.product_sets.models import ProductGroup, ProductSet, Rubric
from catalog.products.models import Product

PAGE = 30


@dataclass(frozen=True)
class RegisterFilter:
    """What of the register is asked for; None and "" ask for all."""

    text: str = ""
    province: str | None = None
    group: str | None = None  # the slug of a group
    set_number: int | None = None
    stars: int | None = None  # as recognised, whether or not they still run
    status: Status | None = None


@dataclass(frozen=True)
class RegisterEntry:
    """One recognition as a line of the register; `slug` only when the product has a page."""

    standing: Standing
    product_name: str
    slug: str | None
    producer_name: str | None
    place: str | None
    is_demo: bool


def list_register(
    wanted: RegisterFilter, on: date, *, limit: int = PAGE, offset: int = 0
) -> tuple[list[RegisterEntry], int]:
    """The lines asked for, the newest decision first, and how many there are in all."""
    deadlines = queries.deadlines_on(on)
    conditions = _conditions(wanted, on, deadlines)
    total = session.scalar(_joined(select(func.count(Recognition.id))).where(*conditions)) or 0
    rows = session.execute(
        _joined(select(*queries.FACT_COLUMNS, *LINE_COLUMNS))
        .where(*conditions)
        .order_by(
            Recognition.year.desc().nulls_last(),
            Recognition.decision_date.desc().nulls_last(),
            Recognition.id.desc(),
        )
        .limit(limit)
        .offset(offset)
    )
    return [_entry(row, on, deadlines) for row in rows], total


PLACE_OF: ColumnElement[str | None] = func.coalesce(Product.province_code, Producer.province_code)
LINE_COLUMNS = (
    Product.name.label("product_name"),
    Product.slug,
    Product.is_published,
    Product.is_demo,
    Product.place_text,
    Producer.name.label("producer_name"),
    Commune.kind.label("commune_kind"),
    Commune.name.label("commune_name"),
    Province.name.label("province_name"),
)


def _joined(query: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    commune = func.coalesce(Product.commune_code, Producer.commune_code)
    return (
        query.select_from(Recognition)
        .join(Product, Product.id == Recognition.product_id)
        .outerjoin(Producer, Producer.id == Product.producer_id)
        .outerjoin(Province, Province.code == PLACE_OF)
        .outerjoin(Commune, Commune.code == commune)
        .outerjoin(ProductSet, ProductSet.id == Product.product_set_id)
        .outerjoin(Rubric, Rubric.id == Recognition.rubric_id)
    )


def _conditions(
    wanted: RegisterFilter, on: date, deadlines: Deadlines
) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.text:
        words = fold(wanted.text)
        found.append(
            or_(
                Product.folded.contains(words, autoescape=True),
                Producer.folded.contains(words, autoescape=True),
                func.replace(Recognition.decision_number, "Đ", "D").contains(
                    words.upper(), autoescape=True
                ),
            )
        )
    if wanted.province:
        found.append(PLACE_OF.in_([wanted.province]))
    if wanted.group:
        found.append(_in_group(wanted.group))
    if wanted.set_number:
        found.append(ProductSet.number == wanted.set_number)
    if wanted.stars:
        found.append(Recognition.stars == wanted.stars)
    if wanted.status:
        found.append(_status(on, deadlines).in_([wanted.status.value]))
    return found


def _in_group(slug: str) -> ColumnElement[bool]:
    """By the set where it is known, else by the name of the group as published."""
    groups = session.execute(
        select(ProductGroup.id, ProductGroup.name).where(ProductGroup.slug == slug)
    ).all()
    names = {one.name for one in groups}
    names |= {name.removeprefix("Hàng ").capitalize() for name in names}
    return or_(
        ProductSet.group_id.in_([one.id for one in groups]),
        and_(Product.product_set_id.is_(None), Product.group_text.in_(names)),
    )


def _status(on: date, deadlines: Deadlines) -> ColumnElement[str]:
    """rules.standing_of as a column; a test holds the two together."""
    row = Recognition
    ended = row.valid_to < on
    in_grace = and_(row.has_transition_grace, row.valid_to >= on - _days(deadlines.grace))
    months = func.coalesce(Rubric.validity_months, deadlines.validity_months)
    runs = row.year * 12 + months > on.year * 12 + on.month - 1
    no_stars = row.stars.is_(None)
    whens: list[tuple[ColumnElement[bool], Status]] = [
        (row.evidence_grade.not_in(SHOWING_GRADES), Status.NOT_RECOGNISED),
        (row.revoked_on <= on, Status.REVOKED),
        (and_(row.valid_to.is_(None), row.year > on.year), Status.NOT_RECOGNISED),
        (and_(row.valid_to.is_(None), ~func.coalesce(runs, false())), Status.UNKNOWN),
        (and_(row.valid_to.is_not(None), row.valid_from > on), Status.NOT_RECOGNISED),
        (and_(ended, ~in_grace), Status.EXPIRED),
        (no_stars, Status.UNKNOWN),
        (ended, Status.GRACE),
        (row.valid_to.is_(None), Status.VALID),
    ]
    if deadlines.window_opens is not None and deadlines.window_closes is not None:
        whens += [
            (row.valid_to > on + _days(deadlines.window_opens), Status.VALID),
            (row.valid_to >= on + _days(deadlines.window_closes), Status.IN_WINDOW),
            (row.valid_to >= on, Status.LATE),
        ]
    return case(
        *((condition, literal(status.value)) for condition, status in whens),
        else_=literal(Status.VALID.value),
    )


SHOWING_GRADES = [grade.value for grade in EvidenceGrade if grade.shows_stars]


def _days(count: int | None) -> timedelta:
    return timedelta(days=count or 0)


def _entry(row: Any, on: date, deadlines: Deadlines) -> RegisterEntry:
    today = None
    if row.commune_name:
        kind = row.commune_kind
        today = f"{kind[:1].upper()}{kind[1:]} {row.commune_name}, {row.province_name}"
    return RegisterEntry(
        standing=rules.standing_of(queries.fact_of(row), on, deadlines),
        product_name=row.product_name,
        slug=row.slug if row.is_published else None,
        producer_name=row.producer_name,
        place=row.place_text or today or row.province_name,
        is_demo=row.is_demo,
    )
