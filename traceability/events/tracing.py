"""The way of a batch, back to its fields or on to what was made of it, as a graph and as lines."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from sqlalchemy import func, select

from catalog.kernel.db import session
from catalog.producers.models import Producer
from catalog.products.models import Product
from traceability.batches.models import Batch
from traceability.batches.rules import RecallState
from traceability.events.models import Edge


class Way(StrEnum):
    """Back to what went in, or forward to what was made."""

    BACKWARD = "backward"
    FORWARD = "forward"


@dataclass(frozen=True)
class Node:
    """A batch on the way."""

    id: int
    code: str
    name: str
    kind: str
    quantity: Decimal
    unit: str
    producer: str
    made_on: date | None
    recall_state: RecallState


@dataclass(frozen=True)
class Link:
    """This much of `source_id` went into `target_id` by that event."""

    source_id: int
    target_id: int
    event_id: int
    quantity: Decimal
    unit: str


@dataclass(frozen=True)
class TraceLine:
    """A line of the indented list. Below a repeated batch nothing is said twice."""

    depth: int
    node: Node
    links: tuple[Link, ...]
    is_repeated: bool


@dataclass(frozen=True)
class Trace:
    """A batch, all it can be traced to in one direction, and the amounts between."""

    way: Way
    root_id: int
    nodes: dict[int, Node]
    links: tuple[Link, ...]

    def lines(self) -> Iterator[TraceLine]:
        """The batches below each other, nearest first, each one's own way told once."""
        told: set[int] = set()
        waiting: list[tuple[int, int, tuple[Link, ...]]] = [(0, self.root_id, ())]
        while waiting:
            depth, number, links = waiting.pop()
            yield TraceLine(depth, self.nodes[number], links, number in told)
            if number not in told:
                told.add(number)
                waiting += [
                    (depth + 1, other, found)
                    for other, found in sorted(self._next.get(number, {}).items(), reverse=True)
                ]

    @cached_property
    def _next(self) -> dict[int, dict[int, tuple[Link, ...]]]:
        """From each batch, the next ones with what lies between."""
        found: dict[int, dict[int, tuple[Link, ...]]] = {}
        for link in self.links:
            here, there = link.source_id, link.target_id
            if self.way is Way.BACKWARD:
                here, there = there, here
            beside = found.setdefault(here, {})
            beside[there] = (*beside.get(there, ()), link)
        return found


def trace(batch_id: int, way: Way) -> Trace:
    """Follow the edges from a batch, in two queries however long the way is."""
    here, there = Edge.target_id, Edge.source_id
    if way is Way.FORWARD:
        here, there = there, here
    reached = select(Batch.id.label("id")).where(Batch.id == batch_id).cte(recursive=True)
    reached = reached.union(select(there).where(here == reached.c.id))
    links = session.execute(
        select(Edge.source_id, Edge.target_id, Edge.event_id, Edge.quantity, Edge.unit)
        .join(reached, here == reached.c.id)
        .order_by(Edge.event_id, Edge.source_id, Edge.target_id)
    )
    nodes = session.execute(
        select(
            Batch.id,
            Batch.code,
            func.coalesce(Product.name, Batch.material, ""),
            Batch.kind,
            Batch.quantity,
            Batch.unit,
            Producer.name,
            func.coalesce(Batch.packed_on, Batch.made_on),
            Batch.recall_state,
        )
        .join(reached, Batch.id == reached.c.id)
        .join(Producer, Producer.id == Batch.producer_id)
        .outerjoin(Product, Product.id == Batch.product_id)
    )
    found = {row[0]: Node(*row[:8], RecallState(row[8])) for row in nodes}
    return Trace(way, batch_id, found, tuple(Link(*row) for row in links))
