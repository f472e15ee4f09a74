"""Which kinds of event are entered from a batch, under which address, and as what."""

from dataclasses import dataclass

from traceability.batches.rules import BatchKind
from traceability.events.rules import Direction, EventKind

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


def part_of(kind: EventKind) -> Direction:
    return PARTS.get(kind, Direction.IN)


@dataclass(frozen=True)
class Refused:
    """A line that was refused, beside which the reason stands."""

    number: int
    text: str
    reason: str
