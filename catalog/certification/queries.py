"""Reads of recognitions. Stars are worked out for a date each time, never stored."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, Subquery, select, true

from catalog.certification import rules
from catalog.certification.models import Certificate, Recognition
from catalog.certification.rules import (
    UNRECOGNISED,
    Deadlines,
    EvidenceGrade,
    Fact,
    Standing,
    StarDays,
)
from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from catalog.producers.models import Producer
from catalog.product_sets.models import Rubric

AT_ONCE = 5_000
"""Products per query: databases take only so many values in one statement."""


def standing_for(product_ids: Iterable[int], on: date) -> dict[int, Standing]:
    """What may be shown of each of these products on that day; one query, rows, no objects."""
    wanted = list(dict.fromkeys(product_ids))
    found: dict[int, Standing] = {}
    for start in range(0, len(wanted), AT_ONCE):
        part = wanted[start : start + AT_ONCE]
        rows = session.execute(_facts(on).where(Recognition.product_id.in_(part))).all()
        found.update(_standings(rows, on))
    return {product_id: found.get(product_id, UNRECOGNISED) for product_id in wanted}


def standing_of(product_id: int, on: date) -> Standing:
    """What may be shown of this product on that day."""
    return standing_for([product_id], on)[product_id]


def star_days_for(product_ids: Iterable[int], on: date) -> dict[int, list[StarDays]]:
    """The days on which each of these products shows stars, by the deadlines in force on `on`."""
    wanted = list(dict.fromkeys(product_ids))
    found: dict[int, list[StarDays]] = defaultdict(list)
    for start in range(0, len(wanted), AT_ONCE):
        part = wanted[start : start + AT_ONCE]
        query = _facts(on).where(Recognition.product_id.in_(part)).order_by(Recognition.id)
        for row in session.execute(query):
            days = rules.shown_days(fact_of(row), deadlines_of(row))
            if days:
                found[row.product_id].append(days)
    return dict(found)


def list_history(product_id: int, on: date) -> list[Standing]:
    """Every recognition of the product with its worth on that day, the newest first."""
    rows = session.execute(
        _facts(on)
        .where(Recognition.product_id == product_id)
        .order_by(
            Recognition.year.desc().nulls_last(),
            Recognition.decision_date.desc().nulls_last(),
            Recognition.id.desc(),
        )
    ).all()
    return [rules.standing_of(fact_of(row), on, deadlines_of(row)) for row in rows]


def get_recognition(recognition_id: int, *, lock: bool = False) -> Recognition:
    """The recognition, or NotFound. `lock` holds the row until the commit."""
    query = select(Recognition).where(Recognition.id == recognition_id)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    found = session.scalar(query)
    if found is None:
        raise NotFound
    return found


def get_fact(recognition_id: int, on: date) -> Fact:
    """The facts of one recognition, or NotFound."""
    row = session.execute(_facts(on).where(Recognition.id == recognition_id)).first()
    if row is None:
        raise NotFound
    return fact_of(row)


def find_same_decision(product_id: int, decision_number: str) -> Recognition | None:
    """The recognition of this product by this decision, if it is entered already."""
    return session.scalar(
        select(Recognition).where(
            Recognition.product_id == product_id, Recognition.decision_number == decision_number
        )
    )


def list_certificates(product_id: int, producer_id: int | None) -> Sequence[Certificate]:
    """Certificates of other kinds: of the product, and of its producer as a whole."""
    theirs = (Certificate.producer_id == producer_id) & Certificate.product_id.is_(None)
    return session.scalars(
        select(Certificate)
        .where((Certificate.product_id == product_id) | theirs)
        .order_by(Certificate.scheme, Certificate.id)
    ).all()


def list_certificates_of(producer_ids: Collection[int]) -> list[tuple[Certificate, str]]:
    """Certificates of other kinds these producers have, with the producer's slug."""
    query = (
        select(Certificate, Producer.slug)
        .join(Producer, Producer.id == Certificate.producer_id)
        .where(Certificate.producer_id.in_(producer_ids))
        .order_by(Certificate.id)
    )
    return [(row, slug) for row, slug in session.execute(query)]


def deadlines_on(on: date) -> Deadlines:
    """The months and days of the decision in force on that day."""
    row = session.execute(select(_in_force(on))).first()
    return Deadlines(*row) if row else Deadlines()


def _in_force(on: date) -> Subquery:
    """The deadlines of the newest decision in force: those in which a re-evaluation is filed."""
    return (
        select(
            Rubric.validity_months.label("force_months"),
            Rubric.window_opens_days.label("force_opens"),
            Rubric.window_closes_days.label("force_closes"),
            Rubric.grace_days.label("force_grace"),
        )
        .where(Rubric.effective_from <= on)
        .order_by(Rubric.effective_from.desc())
        .limit(1)
        .subquery("in_force")
    )


FACT_COLUMNS = [
    (
        Rubric.validity_months
        if field.name == "validity_months"
        else getattr(Recognition, field.name)
    )
    for field in fields(Fact)
]


def _facts(on: date) -> Select[Any]:
    force = _in_force(on)
    return (
        select(*FACT_COLUMNS, *force.c)
        .select_from(Recognition)
        .outerjoin(Rubric, Rubric.id == Recognition.rubric_id)
        .outerjoin(force, true())
    )


def _standings(rows: Iterable[Row[Any]], on: date) -> dict[int, Standing]:
    facts: dict[int, list[Fact]] = defaultdict(list)
    deadlines = Deadlines()
    for row in rows:
        facts[row.product_id].append(fact_of(row))
        deadlines = deadlines_of(row)
    return {one: rules.standing(each, on, deadlines) for one, each in facts.items()}


def fact_of(row: Row[Any]) -> Fact:
    """The recognition in a row that begins with FACT_COLUMNS."""
    values = {field.name: getattr(row, field.name) for field in fields(Fact)}
    return Fact(**{**values, "evidence_grade": EvidenceGrade(row.evidence_grade)})


def deadlines_of(row: Row[Any]) -> Deadlines:
    return Deadlines(row.force_months, row.force_opens, row.force_closes, row.force_grace)
