"""Which kinds of event are entered from a batch, under which address, and as what."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from catalog.kernel.money import share_out
from traceability.batches.rules import BatchKind, Unit
from traceability.events.rules import GRAM, Direction, EventKind

SLUGS = {
    EventKind.HARVEST: "thu-hoach",
    EventKind.RECEIVE: "nhan",
    EventKind.PROCESS: "che-bien",
    EventKind.PACK: "dong-goi",
    EventKind.AGGREGATE: "gop-chia",
    EventKind.COUNT: "kiem-dem",
    EventKind.SHIP: "xuat",
    EventKind.SELL: "ban",
    EventKind.DESTROY: "tieu-huy",
    EventKind.TEST: "kiem-nghiem",
    EventKind.INSPECT: "kiem-tra",
}
KINDS = {slug: kind for kind, slug in SLUGS.items()}

PARTS = {
    EventKind.HARVEST: Direction.OUT,
    EventKind.RECEIVE: Direction.OUT,
    EventKind.COUNT: Direction.COUNTED,
    EventKind.SHIP: Direction.SEEN,
    EventKind.TEST: Direction.SEEN,
    EventKind.INSPECT: Direction.SEEN,
}
"""What the batch one begins from is to the event; in every other kind it goes in."""

MAKES = frozenset({EventKind.PROCESS, EventKind.PACK, EventKind.AGGREGATE})
"""Kinds that give other lots."""

_OF_PACKS = (EventKind.SELL, EventKind.SHIP, EventKind.COUNT, EventKind.TEST, EventKind.INSPECT)
_OF_GOODS = (EventKind.PROCESS, EventKind.PACK, EventKind.AGGREGATE)
OFFERED = {
    BatchKind.HARVEST: (*_OF_GOODS, *_OF_PACKS, EventKind.HARVEST, EventKind.DESTROY),
    BatchKind.INTERMEDIATE: (*_OF_GOODS, *_OF_PACKS, EventKind.RECEIVE, EventKind.DESTROY),
    BatchKind.PACKED: (*_OF_PACKS, EventKind.AGGREGATE, EventKind.DESTROY),
}
"""What is offered for a batch, the most frequent first."""

SAME_UNITS = {
    "kg": ("kg", "tạ", "yến", "tấn", "lạng", "g"),
    "l": ("lít", "ml", "xị"),
    "piece": ("gói", "chai", "hũ", "hộp", "túi", "lọ", "bao", "thùng", "cái", "con", "quả", "bánh"),
}
"""The units offered for goods that are kept in one; others are refused as a mix-up."""


def shared(
    quantity: Decimal, unit: Unit, before: Mapping[int, Decimal], whole: Decimal
) -> dict[int, Decimal]:
    """How much comes from each area, shared as it was before: so much each of a whole.

    What came from no named area stays with none; pieces are not cut.
    """
    step = Decimal(1) if unit is Unit.PIECE and quantity == quantity.to_integral() else GRAM
    rest = max(whole - sum(before.values()), Decimal(0))
    weights = [int(one / GRAM) for one in (*before.values(), rest)]
    parts = share_out(int(quantity / step), weights) if any(weights) else []
    return {area: part * step for area, part in zip(before, parts, strict=False) if part}


def part_of(kind: EventKind) -> Direction:
    return PARTS.get(kind, Direction.IN)


@dataclass(frozen=True)
class Refused:
    """A line that was refused, beside which the reason stands."""

    number: int
    text: str
    reason: str
