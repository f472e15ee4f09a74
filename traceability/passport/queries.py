"""Everything about one batch, read as rows in a fixed number of queries."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Row, select

from catalog.kernel import clock
from catalog.kernel.db import session
from catalog.products.models import Product
from traceability.areas.queries import AreaFacts, list_area_facts
from traceability.batches import queries as batches
from traceability.batches import rules as batch_rules
from traceability.batches.models import Batch
from traceability.batches.rules import RecallState, gravest
from traceability.events import queries as events
from traceability.events.origin import shares_of
from traceability.events.queries import Happening
from traceability.events.rules import Direction, Shares
from traceability.passport import goods, rules
from traceability.passport.facts import AreaLine, BatchFacts, Facts, Stars, Step, TestFacts
from traceability.passport.rules import Ingredients, Verdict
from traceability.recalls.queries import list_notices, notice_that_counts


def passport_facts(typed: str, on: date) -> Facts:
    """Everything the page of this code says on that day; also for a code nobody registered."""
    code = batch_rules.as_printed(typed)
    row = session.execute(select(*Batch.__table__.c).where(Batch.code == code)).first()
    if row is None:
        return _unknown(typed, code, on)
    return _known(typed, row, on)


def unknown_batch_facts(gtin: str, text: str, on: date) -> Facts:
    """What can be said of a batch text that the producer of a known product did not register."""
    product, producer = goods.find_product(gtin=gtin)
    return Facts(
        text,
        on,
        Verdict.UNKNOWN_BATCH,
        product=product,
        producer=producer,
        stars_today=goods.stars_on(product.id, on) if product else None,
    )


def _unknown(typed: str, code: str, on: date) -> Facts:
    """A code that names no batch: mistyped if its check character is wrong."""
    is_mistyped = not batch_rules.is_code(code)
    near = list(batch_rules.near_misses(code)) if is_mistyped and len(code) <= 20 else []
    suggestions = tuple(batches.list_existing_codes(near)) if near else ()
    return Facts(typed, on, Verdict.UNKNOWN_BATCH, is_mistyped=is_mistyped, suggestions=suggestions)


def _known(typed: str, row: Row[*tuple[Any, ...]], on: date) -> Facts:
    batch = _batch(row, on)
    kin = _kin(row.id)
    happenings = events.list_happenings(list(kin))
    harvested = events.list_area_quantities(list(kin))
    areas = list_area_facts({area for parts in harvested.values() for area in parts})
    shares = shares_of(
        row.id, {number: one.quantity for number, one in kin.items()}, happenings, harvested
    )
    notices = list_notices(list(kin))
    state = gravest(one.recall_state for one in kin.values())
    product, _ = goods.find_product(product_id=row.product_id)
    today = goods.stars_on(row.product_id, on)
    notice = notice_that_counts(notices, state, row.id)
    return Facts(
        typed=typed,
        on=on,
        verdict=rules.verdict(_ingredients(batch, state, today, on)),
        batch=batch,
        product=product,
        producer=goods.get_producer(row.producer_id),
        stars_at_packing=goods.stars_on(row.product_id, batch.packed_on)
        if batch.packed_on
        else None,
        stars_today=today,
        steps=tuple(_step(one, kin, harvested, areas, shares) for one in happenings),
        certificates=goods.list_certificates(row.producer_id, row.product_id, on),
        tests=_tests(row.id, kin),
        notices=tuple(one for one in notices if one.batch_id == row.id),
        notice=notice,
        stopped_input=kin[notice.batch_id].code if notice and notice.batch_id != row.id else None,
    )


def _ingredients(batch: BatchFacts, state: RecallState, stars: Stars, on: date) -> Ingredients:
    return Ingredients(
        is_recalled=state in (RecallState.RECALLED, RecallState.CLOSED),
        is_quarantined=state is RecallState.QUARANTINED,
        is_released=batch.is_released,
        is_past_best_before=batch_rules.is_past(batch.best_before, on),
        stars=stars.status,
    )


def _kin(batch_id: int) -> dict[int, Row[*tuple[Any, ...]]]:
    """The batch and everything that went into it."""
    rows = session.execute(
        select(
            Batch.id, Batch.code, Batch.material, Batch.quantity, Batch.unit, Batch.recall_state
        ).where(Batch.id.in_(events.list_ancestor_ids([batch_id])))
    )
    return {row.id: row for row in rows}


def _step(
    event: Happening,
    kin: dict[int, Row[*tuple[Any, ...]]],
    harvested: dict[int, dict[int, Decimal]],
    areas: dict[int, AreaFacts],
    shares: Shares,
) -> Step:
    made = [flow.batch_id for flow in event.flows if flow.direction is Direction.OUT]
    here = sorted({area for batch in made for area in harvested.get(batch, ())})
    return Step(
        event,
        tuple(
            AreaLine(
                areas[number],
                areas[number].validity_during(event.started_on, event.ended_on),
                shares.get(number),
            )
            for number in here
        ),
        taken=tuple(flow for flow in event.flows if flow.direction is Direction.IN),
        given=tuple(flow for flow in event.flows if flow.direction is Direction.OUT),
    )


def _tests(batch_id: int, kin: dict[int, Row[*tuple[Any, ...]]]) -> tuple[TestFacts, ...]:
    return tuple(
        TestFacts(
            row.analyte,
            row.value,
            row.unit,
            row.limit,
            row.is_within_limit,
            row.standard,
            row.laboratory,
            row.report_number,
            row.accreditation,
            row.sampling,
            row.sampled_on or row.ended_on,
            row.evidence,
            kin[row.batch_id].code if row.batch_id != batch_id else None,
        )
        for row in events.list_test_results(list(kin))
    )


def _batch(row: Row[*tuple[Any, ...]], on: date) -> BatchFacts:
    released = row.released_at is not None and clock.local_date(row.released_at) <= on
    return BatchFacts(
        row.id,
        row.code,
        row.producer_text,
        row.kind,
        row.material,
        row.quantity,
        row.unit,
        row.unit_name,
        row.made_on,
        row.packed_on,
        row.best_before,
        released,
        row.is_demo,
        row.custody_model,
    )


def list_packed_from_area(area_id: int, at_most: int = 100) -> Sequence[Row[*tuple[Any, ...]]]:
    """The released packed batches that hold something of the area, newest first."""
    return session.execute(
        select(Batch.code, Batch.packed_on, Product.name.label("product"))
        .join(Product, Product.id == Batch.product_id)
        .where(
            Batch.id.in_(events.list_batch_ids_from_area(area_id)),
            Batch.kind == batch_rules.BatchKind.PACKED,
            Batch.released_at.is_not(None),
        )
        .order_by(Batch.packed_on.desc(), Batch.id.desc())
        .limit(at_most)
    ).all()
