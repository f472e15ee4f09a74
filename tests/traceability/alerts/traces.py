"""Invented traces: a thousand honest batches, and frauds planted among others.

Honest ones hold what makes rules cry wolf: producers who try their codes, packers who release
late, shopkeepers who show one pack to everybody, people who look up old packs and recalls.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from traceability.alerts.rules import AlertKind, Trace, alerts, usual_rate

SEED = 2026
HONEST, PLANTED = 1000, 60
START = date(2026, 1, 5)


def honest(rng: Random, number: int) -> Trace:
    """A batch as it is sold and looked at."""
    units = round(40 * 60 ** rng.random())  # 40 to 2,400
    released = START + timedelta(days=rng.randrange(60))
    openings: Counter[date] = Counter()
    share = rng.betavariate(1.3, 8)
    sold_from = released
    if rng.random() < 0.03:  # sold some days before anybody pressed "release"
        sold_from -= timedelta(days=rng.randrange(1, 8))
    seen = [pack for pack in range(units) if rng.random() < share]
    for _pack in seen:
        for _look in range(1 + some(rng, 0.6)):
            openings[sold_from + timedelta(days=int(rng.expovariate(1 / 40)))] += 1
    for _try in range(some(rng, 1.5)):
        openings[released - timedelta(days=rng.randrange(1, 4))] += 1
    trace = Trace(
        f"H{number:05}",
        units,
        released,
        best_before=released + timedelta(days=rng.choice((90, 180, 365))),
        openings=openings,
        printed=units + round(units * rng.choice((0, 0, 0, 0.01, 0.03))),
    )
    if rng.random() < 0.05:
        trace = _recalled(rng, trace, openings)
    return _checked(rng, trace, len(seen)) if rng.random() < 0.3 else trace


def _recalled(rng: Random, trace: Trace, openings: Counter[date]) -> Trace:
    """People look up what they have at home, most of them soon."""
    assert trace.released_on
    on = trace.released_on + timedelta(days=rng.randrange(20, 90))
    for _pack in range(round((trace.units or 0) * 0.3 * rng.random())):
        openings[on + timedelta(days=int(rng.expovariate(1 / 7)))] += 1
    return replace(trace, recalled_on=on, openings=openings)


def _checked(rng: Random, trace: Trace, seen: int) -> Trace:
    """Families check again; a shopkeeper in fifty shows one pack to all comers."""
    most = max((1 + some(rng, 0.4) for _ in range(seen // 2)), default=0)
    if rng.random() < 0.02:
        most += rng.randrange(3, 9)
    return replace(
        trace, most_checks=most, unknown_checks=some(rng, 1.0), early_checks=some(rng, 0.3)
    )


def copied(rng: Random, trace: Trace) -> Trace:
    """The code of the batch on as many packs again, up to ten times as many."""
    return _opened(
        rng, trace, round((trace.units or 0) * rng.uniform(1, 10) * rng.uniform(0.05, 0.3))
    )


def leaked(rng: Random, trace: Trace) -> Trace:
    """A roll of labels used before the release."""
    assert trace.released_on
    openings = Counter(trace.openings or {})
    for _ in range(rng.randrange(10, 60)):
        openings[trace.released_on - timedelta(days=rng.randrange(1, 15))] += 1
    return replace(trace, openings=openings, early_checks=some(rng, 3))


def sold_on(rng: Random, trace: Trace) -> Trace:
    """Recalled goods that stay on sale."""
    assert trace.released_on
    on = trace.released_on + timedelta(days=rng.randrange(20, 60))
    trace = replace(trace, recalled_on=on)
    return _opened(rng, trace, round((trace.units or 0) * rng.uniform(0.05, 0.3)), on, 30)


def relabelled(rng: Random, trace: Trace) -> Trace:
    """Old stock sold after its date."""
    assert trace.best_before
    many = round((trace.units or 0) * rng.uniform(0.05, 0.3))
    return _opened(rng, trace, many, trace.best_before, 30)


def cloned(rng: Random, trace: Trace) -> Trace:
    """One serial number on ten to fifty packs; a share of them is checked."""
    copies, share = rng.randrange(10, 50), rng.uniform(0.05, 0.3)
    checks = sum(rng.random() < share for _ in range(copies))
    return replace(trace, most_checks=max(trace.most_checks, checks + 1))


def guessed(rng: Random, trace: Trace) -> Trace:
    """Invented serial numbers on labels of a real batch."""
    return replace(trace, unknown_checks=rng.randrange(3, 60))


def overprinted(rng: Random, trace: Trace) -> Trace:
    """Labels for packs that do not exist."""
    return replace(trace, printed=round((trace.units or 0) * rng.uniform(1.03, 2)))


FRAUDS: dict[AlertKind, Callable[[Random, Trace], Trace]] = {
    AlertKind.RECALLED: sold_on,
    AlertKind.EARLY: leaked,
    AlertKind.REPEATED: cloned,
    AlertKind.VOLUME: copied,
    AlertKind.LABELS: overprinted,
    AlertKind.UNKNOWN: guessed,
    AlertKind.EXPIRED: relabelled,
}


def measured(seed: int = SEED) -> dict[str, dict[str, float]]:
    """Of each rule: how many of its alerts were planted, how many planted ones it found."""
    rng = Random(seed)
    good = [honest(rng, number) for number in range(HONEST)]
    bad = {
        kind: [plant(rng, honest(rng, HONEST + number)) for number in range(PLANTED)]
        for kind, plant in FRAUDS.items()
    }
    rate = usual_rate([*good, *(one for some_ in bad.values() for one in some_)])
    wrong = Counter(alert.kind for trace in good for alert in alerts(trace, rate))
    found = {
        kind: sum(any(one.kind is kind for one in alerts(trace, rate)) for trace in traces)
        for kind, traces in bad.items()
    }
    return {
        str(kind): {
            "precision": round(found[kind] / max(1, found[kind] + wrong[kind]), 2),
            "recall": round(found[kind] / PLANTED, 2),
            "false_alarms_per_1000": round(1000 * wrong[kind] / HONEST, 1),
        }
        for kind in FRAUDS
    }


def _opened(
    rng: Random, trace: Trace, many: int, start: date | None = None, after: int = 0
) -> Trace:
    openings = Counter(trace.openings or {})
    day = start or trace.released_on or START
    for _ in range(many):
        openings[day + timedelta(days=after + int(rng.expovariate(1 / 30)))] += 1
    return replace(trace, openings=openings)


def some(rng: Random, mean: float) -> int:
    """A number of rare events (Poisson)."""
    count, left = 0, rng.expovariate(1)
    while left < mean:
        count, left = count + 1, left + rng.expovariate(1)
    return count
