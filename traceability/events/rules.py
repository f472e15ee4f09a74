"""What an event must say, how quantities add up, and what blending leaves to be said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from enum import StrEnum

from catalog.kernel.money import share_out


class EventKind(StrEnum):
    """What happened. The words of CBV 2.0 for each stand in BIZ_STEPS."""

    HARVEST = "harvest"
    RECEIVE = "receive"
    PROCESS = "process"
    PACK = "pack"
    AGGREGATE = "aggregate"  # lots put together or taken apart, nothing made of them
    TEST = "test"
    INSPECT = "inspect"
    COUNT = "count"
    SHIP = "ship"
    SELL = "sell"
    DESTROY = "destroy"


BIZ_STEPS = {
    EventKind.HARVEST: "creating_class_instance",
    EventKind.RECEIVE: "receiving",
    EventKind.PROCESS: "commissioning",
    EventKind.PACK: "packing",
    EventKind.AGGREGATE: "packing",
    EventKind.TEST: "inspecting",
    EventKind.INSPECT: "inspecting",
    EventKind.COUNT: "stock_taking",
    EventKind.SHIP: "shipping",
    EventKind.SELL: "retail_selling",
    EventKind.DESTROY: "destroying",
}


class Evidence(StrEnum):
    """Who stands behind a fact, weakest first."""

    SELF = "self"
    DOCUMENT = "document"
    COUNTERSIGNED = "countersigned"
    LABORATORY = "laboratory"


class ErrorKind(StrEnum):
    """Why an event counts no more; the reasons of CBV 2.0."""

    INCORRECT_DATA = "incorrect_data"
    DID_NOT_OCCUR = "did_not_occur"


class Direction(StrEnum):
    """A batch goes into an event, comes out of it, is only looked at, or is counted."""

    IN = "in"
    OUT = "out"
    SEEN = "seen"
    COUNTED = "counted"


NEEDS = {
    EventKind.HARVEST: (Direction.OUT,),
    EventKind.RECEIVE: (Direction.OUT,),
    EventKind.PROCESS: (Direction.IN, Direction.OUT),
    EventKind.PACK: (Direction.IN, Direction.OUT),
    EventKind.TEST: (Direction.SEEN,),
    EventKind.INSPECT: (Direction.SEEN,),
    EventKind.AGGREGATE: (),
    EventKind.COUNT: (Direction.COUNTED,),
    EventKind.SHIP: (Direction.SEEN,),
    EventKind.SELL: (Direction.IN,),
    EventKind.DESTROY: (Direction.IN,),
}
"""The parts without which an event of this kind says nothing."""

_MOVING = frozenset({Direction.IN, Direction.OUT, Direction.SEEN})
ALLOWS = {
    EventKind.PACK: _MOVING,
    EventKind.PROCESS: _MOVING,
    EventKind.AGGREGATE: _MOVING,
    EventKind.RECEIVE: frozenset({Direction.IN, Direction.OUT}),
}
"""Parts an event may have; a kind that is not named here may have only what it needs."""

FROM_AREAS = frozenset({EventKind.HARVEST, EventKind.RECEIVE})
"""Only these say from which growing areas goods come."""

MAKES = frozenset({EventKind.PROCESS, EventKind.PACK, EventKind.AGGREGATE, EventKind.RECEIVE})
"""Kinds in which goods become other goods, or another lot of the same."""

USES_UP_ANYTHING = frozenset({EventKind.DESTROY})
"""What may be done with goods that are stopped, too old or not released."""

UNITS: Mapping[str, tuple[Decimal, str]] = {
    "kg": (Decimal(1), "kg"),
    "g": (Decimal("0.001"), "kg"),
    "lạng": (Decimal("0.1"), "kg"),
    "cân": (Decimal(1), "kg"),
    "yến": (Decimal(10), "kg"),
    "tạ": (Decimal(100), "kg"),
    "tấn": (Decimal(1000), "kg"),
    "l": (Decimal(1), "l"),
    "lít": (Decimal(1), "l"),
    "ml": (Decimal("0.001"), "l"),
    "xị": (Decimal("0.25"), "l"),
    "piece": (Decimal(1), "piece"),
    "gói": (Decimal(1), "piece"),
    "chai": (Decimal(1), "piece"),
    "hũ": (Decimal(1), "piece"),
    "hộp": (Decimal(1), "piece"),
    "túi": (Decimal(1), "piece"),
    "lọ": (Decimal(1), "piece"),
    "bao": (Decimal(1), "piece"),
    "thùng": (Decimal(1), "piece"),
    "con": (Decimal(1), "piece"),
    "quả": (Decimal(1), "piece"),
    "trái": (Decimal(1), "piece"),
    "bánh": (Decimal(1), "piece"),
    "cái": (Decimal(1), "piece"),
}
"""What people enter, and how much of which kept unit it is."""

GRAM = Decimal("0.001")


@dataclass(frozen=True)
class Line:
    """An amount of a batch as it was entered: 12 tạ."""

    batch_id: int
    amount: Decimal
    unit: str


@dataclass(frozen=True)
class AreaLine:
    """An amount of a harvested batch that came from one growing area."""

    batch_id: int
    area_id: int
    amount: Decimal
    unit: str


@dataclass(frozen=True)
class Measured:
    """One value of a test report, as printed there."""

    analyte: str
    value: str
    laboratory: str
    unit: str | None = None
    limit: str | None = None
    is_within_limit: bool | None = None
    standard: str | None = None
    report_number: str | None = None
    sampled_on: date | None = None
    accreditation: str | None = None  # of the laboratory: "VILAS 123"
    sampling: str | None = None  # what the sample speaks for: "3 gói lấy ngẫu nhiên từ lô"


@dataclass(frozen=True)
class Override:
    """Why more came out than the step gives, and the second person who stands behind it."""

    reason: str
    confirmed_by: str
    confirmed_by_id: int


@dataclass(frozen=True)
class Draft:
    """Everything about an event before it is recorded."""

    kind: EventKind
    producer_id: int
    started_on: date
    ended_on: date
    inputs: tuple[Line, ...] = ()
    outputs: tuple[Line, ...] = ()
    seen: tuple[Line, ...] = ()
    areas: tuple[AreaLine, ...] = ()
    results: tuple[Measured, ...] = ()
    title: str | None = None
    place: str | None = None
    commune_code: str | None = None
    note: str | None = None
    evidence: Evidence = Evidence.SELF
    confirmed_by: str | None = None
    confirmed_on: date | None = None
    corrects_id: int | None = None
    is_demo: bool = False
    counted: tuple[Line, ...] = ()
    step: str | None = None  # of a yield cap: "roast"
    partner: str | None = None  # who goods came from or went to
    partner_id: int | None = None
    error_reason: str | None = None  # what was wrong with the event this one corrects
    override: Override | None = None
    acted_at: datetime | None = None  # of what waited on a phone

    @property
    def parts(self) -> tuple[tuple[Direction, Line], ...]:
        return (
            *((Direction.IN, line) for line in self.inputs),
            *((Direction.OUT, line) for line in self.outputs),
            *((Direction.SEEN, line) for line in self.seen),
            *((Direction.COUNTED, line) for line in self.counted),
        )


@dataclass(frozen=True)
class Share:
    """How much of a batch comes from one area: at least `low`, at most `high` (0 to 1)."""

    low: Decimal
    high: Decimal

    @property
    def percents(self) -> tuple[int, int]:
        """Whole per cent, rounded apart so that the truth always lies between them."""
        return (
            int((self.low * 100).to_integral_value(ROUND_FLOOR)),
            int((self.high * 100).to_integral_value(ROUND_CEILING)),
        )

    @property
    def is_certain_and_whole(self) -> bool:
        return self.percents == (100, 100)


Shares = dict[int, Share]
"""By area id."""


def kept(amount: Decimal, unit: str) -> tuple[Decimal, str] | None:
    """An entered amount in the unit quantities are kept in, or None for an unknown unit."""
    if (found := UNITS.get(unit)) is None:
        return None
    factor, kept_unit = found
    return (amount * factor).quantize(GRAM), kept_unit


def missing_parts(kind: EventKind, given: Sequence[Direction]) -> list[Direction]:
    """What an event of this kind lacks. Lots are put into others, or only seen together."""
    if kind is EventKind.AGGREGATE:
        moves = Direction.IN in given or Direction.OUT in given
        needed = (Direction.IN, Direction.OUT) if moves else (Direction.SEEN,)
        return [part for part in needed if part not in given]
    return [part for part in NEEDS[kind] if part not in given]


def parts_too_many(kind: EventKind, given: Sequence[Direction]) -> list[Direction]:
    allowed = ALLOWS.get(kind, frozenset(NEEDS[kind]))
    return sorted(set(given) - allowed)


def lag_days(ended_on: date, recorded_on: date) -> int:
    """How many days after the act it was written down; an entry on the same day is 0 late."""
    return max((recorded_on - ended_on).days, 0)


def allot(quantity: Decimal, outputs: Sequence[Decimal]) -> list[Decimal]:
    """Split an input over the outputs in proportion, to the gram; the parts add up."""
    grams = share_out(int(quantity / GRAM), [int(output / GRAM) for output in outputs])
    return [Decimal(part) * GRAM for part in grams]


def portion(shares: Shares, taken: Decimal, whole: Decimal) -> Shares:
    """What can be said of a part when only the whole is known.

    Nobody wrote down how well the whole was mixed, so the part may hold as little of an
    area as the rest can have kept back, and as much as there was.
    """
    if taken >= whole:
        return dict(shares)
    rest = whole - taken
    return {
        area: Share(
            max(Decimal(0), (share.low * whole - rest) / taken),
            min(Decimal(1), share.high * whole / taken),
        )
        for area, share in shares.items()
    }


def blend(parts: Sequence[tuple[Shares, Decimal]]) -> Shares:
    """The shares of what comes out when these amounts are put together."""
    total = sum((amount for _, amount in parts), Decimal(0))
    areas = {area for shares, _ in parts for area in shares}
    nothing = Share(Decimal(0), Decimal(0))
    return {
        area: Share(
            sum((shares.get(area, nothing).low * amount for shares, amount in parts), Decimal(0))
            / total,
            sum((shares.get(area, nothing).high * amount for shares, amount in parts), Decimal(0))
            / total,
        )
        for area in sorted(areas)
    }
