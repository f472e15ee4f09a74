"""When counts are worth a look. Values in, values out.

Rules see only what is kept: openings by day and batch, checks by piece. No device, no distance,
no address. An alert is a reason to look, never a verdict on a producer (traceability.md 4.5).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from statistics import median

USUAL_RATE = 0.15
"""Openings for each unit where too few batches tell: 15 % of packs are looked at once."""
LEAST_RATE = 0.05
FEWEST_BATCHES = 5
TIMES_USUAL = 4
"""At 3, half of the alerts on invented traces were wrong; at 4, one in ten (data/measured.yaml)."""
FEWEST_OPENINGS = 30
EARLY_OPENINGS = 8
"""Producers try their own codes before the release; more than this is somebody else."""
EARLY_CHECKS = 2
GRACE = timedelta(days=30)
"""People look up what they have at home for weeks after its date or a recall."""
LATE_SHARE = 0.05
FEWEST_LATE = 5
REPEATED_CHECKS = 5
UNKNOWN_CHECKS = 10
SPARE_LABELS = 0.05
"""Labels spoil in the printer: so many more than packs are nothing special."""


class AlertKind(StrEnum):
    """What does not fit, the gravest first."""

    RECALLED = "recalled"  # still opened long after the recall
    EARLY = "early"  # opened or checked before the release
    REPEATED = "repeated"  # one piece checked again and again
    VOLUME = "volume"  # opened far more often than its packs explain
    LABELS = "labels"  # more labels than packs
    UNKNOWN = "unknown"  # numbers nobody gave out
    EXPIRED = "expired"  # still opened long after its date


@dataclass(frozen=True)
class Trace:
    """What is kept of one packed batch. `units` None: not counted in pieces."""

    code: str
    units: int | None
    released_on: date | None
    best_before: date | None = None
    recalled_on: date | None = None
    openings: Mapping[date, int] | None = None
    printed: int = 0
    early_checks: int = 0
    unknown_checks: int = 0
    most_checks: int = 0

    def opened(self, first: date = date.min, last: date = date.max) -> int:
        """Openings from the first day to the last."""
        return sum(count for day, count in (self.openings or {}).items() if first <= day <= last)


@dataclass(frozen=True)
class Alert:
    """One thing that does not fit: what was counted, and up to what would be nothing special."""

    kind: AlertKind
    code: str
    count: int
    limit: int


def usual_rate(traces: Iterable[Trace]) -> float:
    """Openings for each unit of the middle batch: one copied a thousand times moves nothing."""
    rates = [trace.opened() / trace.units for trace in traces if trace.units and trace.openings]
    return max(LEAST_RATE, median(rates)) if len(rates) >= FEWEST_BATCHES else USUAL_RATE


def alerts(trace: Trace, rate: float) -> list[Alert]:
    """What does not fit of this batch, the gravest first."""
    found = []
    for kind, measure in MEASURES.items():
        count, limit = measure(trace, rate)
        if count > limit:
            found.append(Alert(kind, trace.code, count, limit))
    return found


def _after_recall(trace: Trace, _rate: float) -> tuple[int, int]:
    return _late(trace, trace.recalled_on)


def _after_expiry(trace: Trace, _rate: float) -> tuple[int, int]:
    return _late(trace, trace.best_before)


def _late(trace: Trace, day: date | None) -> tuple[int, int]:
    if day is None:
        return 0, 0
    limit = max(FEWEST_LATE, round(LATE_SHARE * (trace.units or 0)))
    return trace.opened(first=day + GRACE), limit


def _early(trace: Trace, _rate: float) -> tuple[int, int]:
    if trace.early_checks > EARLY_CHECKS:
        return trace.early_checks, EARLY_CHECKS
    if trace.released_on is None:
        return trace.opened(), EARLY_OPENINGS
    return trace.opened(last=trace.released_on - timedelta(days=1)), EARLY_OPENINGS


def _repeated(trace: Trace, _rate: float) -> tuple[int, int]:
    return trace.most_checks, REPEATED_CHECKS - 1


def _unknown(trace: Trace, _rate: float) -> tuple[int, int]:
    return trace.unknown_checks, UNKNOWN_CHECKS - 1


def _volume(trace: Trace, rate: float) -> tuple[int, int]:
    if trace.units is None:
        return 0, 0
    return trace.opened(), max(FEWEST_OPENINGS, round(TIMES_USUAL * trace.units * rate))


def _labels(trace: Trace, _rate: float) -> tuple[int, int]:
    if trace.units is None:
        return 0, 0
    return trace.printed, trace.units + round(SPARE_LABELS * trace.units)


Measure = Callable[[Trace, float], tuple[int, int]]
MEASURES: dict[AlertKind, Measure] = {
    AlertKind.RECALLED: _after_recall,
    AlertKind.EARLY: _early,
    AlertKind.REPEATED: _repeated,
    AlertKind.VOLUME: _volume,
    AlertKind.LABELS: _labels,
    AlertKind.UNKNOWN: _unknown,
    AlertKind.EXPIRED: _after_expiry,
}
"""What each rule counts, and up to what it keeps still."""
