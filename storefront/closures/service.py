"""Closing a shop and opening it again; taking goods off sale until a day.

Both hold the producer's row, which whoever places an order holds too (`hold`): an order is either
placed before the shop closes, or refused.
"""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import select

from catalog.kernel import audit, clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.producers.models import Producer
from catalog.producers.queries import get_producer_by_id
from catalog.products.models import Product, Variant
from storefront.closures import queries, rules
from storefront.closures.errors import ImpossibleClosure, NotClosed, NotYourGoods
from storefront.closures.models import Closure, Pause
from storefront.closures.signals import off_sale_changed


def hold(producer_ids: Collection[int]) -> None:
    """Keep these shops as they are until the commit: who closes one waits for it."""
    query = select(Producer.id).where(Producer.id.in_(sorted(producer_ids))).order_by(Producer.id)
    session.execute(query.with_for_update(read=True)).all()


def close(
    actor: Actor, from_day: date, to_day: date | None, words: str | None, now: datetime
) -> Closure:
    """Take no orders on these days; another closure that was there ends. Open orders stay.

    Raises ImpossibleClosure.
    """
    today = clock.local_date(now)
    if fault := rules.find_fault(from_day, to_day, today):
        raise ImpossibleClosure(fault)
    producer = get_producer_by_id(min(actor.producer_ids), lock=True)
    _end(actor, producer.id, now)
    closure = Closure(
        producer_id=producer.id,
        from_day=max(from_day, today),
        to_day=to_day,
        words=words,
        closed_by=actor.name,
        closed_at=now,
    )
    session.add(closure)
    session.flush()  # for the id the audit entry names
    until = f"đến hết {to_day:%d/%m/%Y}" if to_day else "đến khi báo lại"
    sentence = f"{producer.name} nghỉ bán từ {closure.from_day:%d/%m/%Y} {until}."
    audit.record(actor, "closures.keep", closure, sentence)
    off_sale_changed.send(None, producer_id=producer.id)
    return closure


def reopen(actor: Actor, now: datetime) -> None:
    """Take orders again before the time. Raises NotClosed."""
    producer = get_producer_by_id(min(actor.producer_ids), lock=True)
    closure = _end(actor, producer.id, now)
    if closure is None:
        raise NotClosed
    audit.record(actor, "closures.keep", closure, f"{producer.name} mở bán lại.")
    off_sale_changed.send(None, producer_id=producer.id)


def _end(actor: Actor, producer_id: int, now: datetime) -> Closure | None:
    closure = queries.find_living(producer_id, clock.local_date(now))
    if closure:
        closure.ended_at, closure.ended_by = now, actor.name
    return closure


def pause(actor: Actor, variant_id: int, back_on: date, now: datetime) -> Pause:
    """Sell no more of these goods from stock before that day; again on the same day changes
    nothing. Raises NotYourGoods.
    """
    variant = _own(actor, variant_id)
    found = queries.find_pause(variant_id, clock.local_date(now))
    if found and found.back_on == back_on:
        return found
    if found:
        found.ended_at = now
    made = Pause(variant_id=variant_id, back_on=back_on, paused_by=actor.name, paused_at=now)
    session.add(made)
    session.flush()  # for the id the audit entry names
    sentence = f"{_name(variant)}: ngừng bán, có lại ngày {back_on:%d/%m/%Y}."
    audit.record(actor, "inventory.pause", made, sentence)
    off_sale_changed.send(None, producer_id=variant.product.producer_id)
    return made


def resume(actor: Actor, variant_id: int, now: datetime) -> None:
    """Sell these goods again at once; selling ones stay as they are. Raises NotYourGoods."""
    variant = _own(actor, variant_id)
    found = queries.find_pause(variant_id, clock.local_date(now))
    if found:
        found.ended_at = now
        audit.record(actor, "inventory.pause", found, f"{_name(variant)}: bán lại ngay.")
        off_sale_changed.send(None, producer_id=variant.product.producer_id)


def _own(actor: Actor, variant_id: int) -> Variant:
    variant = session.scalar(
        select(Variant)
        .join(Variant.product)
        .where(Variant.id == variant_id, Product.producer_id.in_(actor.producer_ids))
    )
    if variant is None:
        raise NotYourGoods
    get_producer_by_id(variant.product.producer_id or 0, lock=True)
    return variant


def _name(variant: Variant) -> str:
    return f"{variant.product.name}, {variant.name}"
