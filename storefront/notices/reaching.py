"""What became of a batch: who got it, and what is accounted for."""

import time
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import func, select

from catalog.kernel.db import session
from catalog.producers.models import Producer
from catalog.products.models import Product
from storefront.inventory.models import StockItem
from storefront.notices.queries import Rows, list_lines_of
from storefront.notices.rules import Account
from storefront.orders.models import Order, OrderLine
from storefront.orders.rules import CALLED_OFF, OrderStatus
from storefront.outside_sales.queries import list_of_batches, units_of_batches
from traceability.batches.models import Batch
from traceability.events.models import Event, EventFlow
from traceability.events.queries import corrected, list_descendant_ids
from traceability.events.rules import Direction

IN_STOCK = (OrderStatus.PLACED.value, OrderStatus.PACKED.value)
GONE = ("ship", "sell", "destroy")


def reached_ids(batch_id: int) -> list[int]:
    """The batch and everything made of it."""
    return list_descendant_ids([batch_id])


@dataclass(frozen=True)
class Reach:
    """All a recall of a batch has to find out, and how long that took."""

    accounts: list[Account]
    lines: Rows
    outside: Rows
    """Orders of other floors: only the floor can reach their buyers."""
    seconds: float


def reach_of(batch_id: int) -> Reach:
    """Where the goods are and who bought them."""
    began = time.monotonic()
    ids = reached_ids(batch_id)
    accounts, lines, outside = account_for(batch_id), list_lines_of(ids), list_of_batches(ids)
    return Reach(accounts, lines, outside, time.monotonic() - began)


def account_for(batch_id: int) -> list[Account]:
    """Where the goods of a batch and of all made of it are, the batch itself first."""
    ids = list_descendant_ids([batch_id])
    here, sold, elsewhere = _stock_of(ids), _sold_of(ids), units_of_batches(ids)
    used, gone = _flows_of(ids)
    rows = session.execute(
        select(
            *Batch.__table__.c, Product.name.label("product"), Producer.name.label("producer_name")
        )
        .join(Producer, Producer.id == Batch.producer_id)
        .outerjoin(Product, Product.id == Batch.product_id)
        .where(Batch.id.in_(ids))
    )
    accounts = {
        row.id: Account(
            code=row.code,
            name=row.product or row.material or "",
            producer=row.producer_name,
            unit=row.unit,
            whole=row.quantity,
            here=Decimal(here.get(row.id, 0)),
            sold=Decimal(sold.get(row.id, 0)),
            elsewhere=Decimal(elsewhere.get(row.id, 0)),
            used=used.get(row.id, Decimal(0)),
            gone=gone.get(row.id, Decimal(0)),
            state=row.recall_state,
            kind=row.kind,
        )
        for row in rows
    }
    return [accounts[number] for number in sorted(ids, key=lambda one: (one != batch_id, one))]


def _stock_of(ids: Collection[int]) -> dict[int, int]:
    """Units that lie in the shop's stock, promised or not."""
    rows = session.execute(
        select(StockItem.batch_id, func.sum(StockItem.on_hand))
        .where(StockItem.batch_id.in_(ids))
        .group_by(StockItem.batch_id)
    )
    return {number: int(units) for number, units in rows}


def _sold_of(ids: Collection[int]) -> dict[int, int]:
    """Units that left for buyers; what is only promised still lies in stock."""
    rows = session.execute(
        select(OrderLine.batch_id, func.sum(OrderLine.quantity))
        .join(Order)
        .where(OrderLine.batch_id.in_(ids), Order.status.not_in([*map(str, CALLED_OFF), *IN_STOCK]))
        .group_by(OrderLine.batch_id)
    )
    return {number or 0: int(units) for number, units in rows}


def _flows_of(ids: Collection[int]) -> tuple[dict[int, Decimal], dict[int, Decimal]]:
    """What went into other batches, and what events say left or was destroyed."""
    used: dict[int, Decimal] = defaultdict(Decimal)
    gone: dict[int, Decimal] = defaultdict(Decimal)
    rows = session.execute(
        select(EventFlow.batch_id, Event.kind, func.sum(EventFlow.quantity))
        .join(Event, Event.id == EventFlow.event_id)
        .where(
            EventFlow.batch_id.in_(ids),
            EventFlow.direction == Direction.IN,
            Event.id.not_in(corrected()),
        )
        .group_by(EventFlow.batch_id, Event.kind)
    )
    for number, kind, quantity in rows:
        (gone if kind in GONE else used)[number] += Decimal(quantity)
    return used, gone
