"""When counts are worth a look, and how often the rules are right on planted frauds."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.traceability.alerts import traces
from traceability.alerts import queries, rules
from traceability.alerts.rules import Alert, AlertKind, Trace, alerts

DAY = date(2026, 3, 2)
RATE = 0.15


def trace(**values: Any) -> Trace:
    """100 packs released on DAY, that nobody has looked at."""
    return Trace(**{"code": "A", "units": 100, "released_on": DAY, "printed": 100, **values})


def after(days: int) -> date:
    return DAY + timedelta(days=days)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"openings": {after(3): 60}}, None),
        ({"openings": {after(3): 61}}, (AlertKind.VOLUME, 61, 60)),
        ({"openings": {after(3): 61}, "units": None}, None),
        ({"openings": {after(-1): 8}}, None),
        ({"openings": {after(-1): 9}}, (AlertKind.EARLY, 9, 8)),
        ({"openings": {after(0): 9}, "released_on": None}, (AlertKind.EARLY, 9, 8)),
        ({"early_checks": 3}, (AlertKind.EARLY, 3, 2)),
        ({"best_before": DAY, "openings": {after(29): 20, after(30): 5}}, None),
        ({"best_before": DAY, "openings": {after(30): 6}}, (AlertKind.EXPIRED, 6, 5)),
        ({"recalled_on": DAY, "openings": {after(10): 20}}, None),
        ({"recalled_on": DAY, "openings": {after(45): 6}}, (AlertKind.RECALLED, 6, 5)),
        ({"most_checks": 4}, None),
        ({"most_checks": 5}, (AlertKind.REPEATED, 5, 4)),
        ({"unknown_checks": 10}, (AlertKind.UNKNOWN, 10, 9)),
        ({"printed": 105}, None),
        ({"printed": 106}, (AlertKind.LABELS, 106, 105)),
        ({"printed": 106, "units": None}, None),
    ],
)
def test_what_does_not_fit(
    values: dict[str, Any], expected: tuple[AlertKind, int, int] | None
) -> None:
    kind_count_limit = expected
    found = alerts(trace(**values), RATE)
    if kind_count_limit is None:
        assert found == []
    else:
        kind, count, limit = kind_count_limit
        assert found == [Alert(kind, "A", count, limit)]


def test_the_gravest_comes_first() -> None:
    both = trace(recalled_on=DAY, openings={after(60): 90}, printed=300)
    kinds = [alert.kind for alert in alerts(both, RATE)]
    assert kinds == [AlertKind.RECALLED, AlertKind.VOLUME, AlertKind.LABELS]


def test_the_usual_rate_is_that_of_the_middle_batch() -> None:
    calm = [trace(openings={after(1): 20}) for _ in range(6)]
    assert rules.usual_rate([*calm, trace(openings={after(1): 90_000})]) == 0.2
    assert rules.usual_rate(calm[:3]) == rules.USUAL_RATE
    assert rules.usual_rate([trace(openings={after(1): 1})] * 9) == rules.LEAST_RATE


def test_the_published_figures_are_those_of_the_rules() -> None:
    found = traces.measured()
    assert set(found) == set(queries.measured()) == set(AlertKind)
    for kind, figures in queries.measured().items():
        for name, value in figures.items():
            assert found[kind][name] == pytest.approx(value, abs=0.02), (kind, name)


def test_the_rules_are_of_use_on_other_traces_too() -> None:
    for figures in traces.measured(seed=7).values():
        assert figures["precision"] >= 0.7
        assert figures["recall"] >= 0.4
        assert figures["false_alarms_per_1000"] <= 20
