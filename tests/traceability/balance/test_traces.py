"""What the balance finds of planted laundering: precision, recall and blind spots, stated."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from catalog.kernel import clock
from catalog.kernel.db import session, transaction
from tests.factories.catalog import TODAY, make_producer
from tests.factories.traceability import make_area, make_batch
from tests.traceability.balance.trace import CAP, Season, seasons
from traceability.balance import queries, rules
from traceability.balance.models import YieldCap
from traceability.balance.rules import Standing
from traceability.events.models import Event, EventArea

TOLERANCE = 10


def is_flagged(season: Season, cap: Decimal = CAP) -> bool:
    allowed = rules.allowed_kg(season.hectares, cap, TOLERANCE)
    return rules.standing(season.claimed, allowed, None) is Standing.ABOVE


def precision_and_recall(
    trace: list[Season], flag: Callable[[Season], bool] = is_flagged
) -> tuple[float, float]:
    flagged = [one for one in trace if flag(one)]
    right = sum(one.is_laundering for one in flagged)
    wanted = sum(one.is_laundering for one in trace)
    return round(right / max(len(flagged), 1), 2), round(right / wanted, 2)


def test_of_400_seasons_with_50_laundering() -> None:
    assert precision_and_recall(seasons()) == (PRECISION, RECALL)


def test_over_twenty_draws_it_stays_so() -> None:
    found = [precision_and_recall(seasons(seed=seed)) for seed in range(20)]
    assert min(precision for precision, _ in found) >= 0.93
    assert min(recall for _, recall in found) >= 0.8


@pytest.mark.parametrize(("least", "recall"), [(0.5, 1.0), (1.0, 1.0)])
def test_nothing_large_goes_by(least: float, recall: float) -> None:
    large = [one for one in seasons() if one.excess >= least]
    assert sum(map(is_flagged, large)) / len(large) == recall


def test_a_fraud_split_over_ten_codes_is_not_seen() -> None:
    """Known and said on the page: only what exceeds the land of one code shows."""
    _, recall = precision_and_recall(seasons(split_over=10))
    assert recall <= 0.1


def test_a_cap_a_third_too_low_blames_honest_growers() -> None:
    """Why the balance only asks, and why a value needs a source."""
    low = CAP * 2 / 3
    precision, _ = precision_and_recall(seasons(), lambda one: is_flagged(one, low))
    assert precision < 0.5


def test_the_list_of_the_inspector_puts_laundering_first(db: object) -> None:
    trace = seasons(120)
    producer_id = make_producer().id
    batch_id = make_batch(kind="harvest", producer_id=producer_id).id
    now = clock.noon_of(TODAY)
    with transaction():
        for season in trace:
            area = make_area(crop="Lúa thơm", hectares=season.hectares)
            event = Event(
                kind="harvest",
                started_on=TODAY,
                ended_on=TODAY,
                recorded_at=now,
                entered_by="x",
                evidence="self",
                producer_id=producer_id,
            )
            session.add(event)
            session.flush()
            claim = {"area_id": area.id, "quantity": season.claimed, "unit": "kg"}
            session.add(EventArea(event_id=event.id, batch_id=batch_id, **claim))
        session.add(make_cap())
    found = queries.list_balances(TODAY)
    assert len(found) == len(trace)
    claims = {one.claimed: one for one in trace}
    above = [one for one in found if one.standing is Standing.ABOVE]
    assert found[: len(above)] == above
    assert 10 <= len(above) <= 20
    assert all(claims[one.claims.kg].is_laundering for one in above[:10])


def make_cap() -> YieldCap:
    return YieldCap(
        crop="Lúa thơm",
        crop_key="lua thom",
        season="Vụ 2026",
        first_day=TODAY,
        last_day=TODAY,
        kg_per_hectare=CAP,
        as_entered="65 tạ",
        source="QĐ minh họa",
        entered_by="x",
        recorded_at=clock.noon_of(TODAY),
    )


PRECISION, RECALL = 0.98, 0.9
"""The figures of the trace; a change of the rule changes them and has to say so here."""
