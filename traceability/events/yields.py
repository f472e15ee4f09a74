"""How much may come out of what went in: the cap of a step, and what no step can do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from traceability.events.rules import EventKind

NOTHING_FROM_NOTHING = Decimal(1)
"""Without a cap of its own no step gives more weight than went in. A step that adds water or
sugar needs a cap from somebody who knows it, or a second person."""
MEASURES = ("kg", "l")


@dataclass(frozen=True)
class Cap:
    """What a step gives at most: `most` output units for each input unit, from a source."""

    step: str
    name: str
    input_unit: str
    output_unit: str
    most: Decimal
    since: date
    until: date | None
    source: str
    is_demo: bool = False

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Amount:
    """A quantity in kept units; of pieces, what one holds as far as it is known."""

    quantity: Decimal
    unit: str
    piece_amount: Decimal | None = None
    piece_unit: str | None = None

    def measured(self, unit: str) -> Decimal | None:
        """The amount in this unit, or None when it cannot be said."""
        if self.unit == unit:
            return self.quantity
        if self.piece_amount is not None and self.piece_unit == unit:
            return self.quantity * self.piece_amount
        return None


@dataclass(frozen=True)
class Judged:
    """How much came out for each unit that went in, and how much may."""

    found: Decimal
    most: Decimal

    @property
    def is_too_much(self) -> bool:
        return self.found > self.most


def in_force(caps: Iterable[Cap], day: date) -> Cap | None:
    """The cap that holds on a day: of several the newest."""
    return max((cap for cap in caps if cap.holds_on(day)), key=lambda cap: cap.since, default=None)


def judge(
    kind: EventKind, inputs: Sequence[Amount], outputs: Sequence[Amount], cap: Cap | None
) -> Judged | None:
    """The yield of an event against its cap; None when the units allow no comparison.

    The cap of a step compares what is measured in its units. Without one, only inputs that are
    all measured alike can be compared: what else went in may have made up the weight.
    """
    if cap is not None:
        taken = _sum(inputs, cap.input_unit)
        given = _sum(outputs, cap.output_unit)
        return Judged(given / taken, cap.most) if taken else None
    # Lots that are only put together or taken apart keep their number as well.
    measures = (*MEASURES, "piece") if kind is EventKind.AGGREGATE else MEASURES
    for unit in measures:
        if inputs and all(one.measured(unit) is not None for one in inputs):
            taken, given = _sum(inputs, unit), _sum(outputs, unit)
            return Judged(given / taken, NOTHING_FROM_NOTHING) if given else None
    return None


def _sum(amounts: Sequence[Amount], unit: str) -> Decimal:
    return sum((one.measured(unit) or Decimal(0) for one in amounts), Decimal(0))
