"""What may be sold, and which batch first."""

from datetime import UTC, date, datetime, timedelta

import pytest

from storefront.inventory import rules
from storefront.inventory.rules import BatchStock

DAY = date(2026, 11, 22)
RELEASED = datetime(2026, 11, 1, tzinfo=UTC)


def stock(item_id: int = 1, on_hand: int = 10, allocated: int = 0, **values: object) -> BatchStock:
    given = {
        "item_id": item_id,
        "variant_id": 1,
        "batch_id": item_id,
        "code": f"B26-{item_id}",
        "best_before": None,
        "released_at": RELEASED,
        "recall_state": "normal",
        "on_hand": on_hand,
        "allocated": allocated,
    }
    return BatchStock(**{**given, **values})  # type: ignore[arg-type]  # checked by the tests below


@pytest.mark.parametrize(
    ("values", "days_left", "sellable"),
    [
        ({}, None, True),
        ({"released_at": None}, None, False),
        ({"recall_state": "recalled"}, None, False),
        ({"recall_state": "quarantined"}, None, False),
        ({"recall_state": "closed"}, None, False),
        ({"best_before": DAY}, None, True),
        ({"best_before": DAY - timedelta(days=1)}, None, False),
        ({"best_before": DAY + timedelta(days=30)}, 30, True),
        ({"best_before": DAY + timedelta(days=29)}, 30, False),
    ],
)
def test_sellable(values: dict[str, object], days_left: int | None, sellable: bool) -> None:
    assert rules.is_sellable(stock(**values), DAY, days_left) is sellable


def test_first_to_expire_is_sold_first_and_what_does_not_age_last() -> None:
    late = stock(1, best_before=DAY + timedelta(days=9))
    early = stock(2, best_before=DAY)
    never, twin = stock(3), stock(4, best_before=DAY)
    assert rules.first_expiring_first([late, never, twin, early]) == [early, twin, late, never]


@pytest.mark.parametrize(
    ("quantity", "expected"),
    [
        (1, [(2, 1)]),
        (3, [(2, 3)]),
        (5, [(2, 3), (1, 2)]),
        (13, [(2, 3), (1, 10)]),
        (14, None),
    ],
)
def test_a_line_splits_over_batches(quantity: int, expected: list[tuple[int, int]] | None) -> None:
    stocks = [stock(1), stock(2, 5, 2, best_before=DAY), stock(3, 4, 4, best_before=DAY)]
    picks = rules.pick(stocks, quantity)
    found = picks if picks is None else [(pick.stock.item_id, pick.quantity) for pick in picks]
    assert found == expected


def test_availability_adds_up_what_is_free() -> None:
    found = rules.availability([stock(1, 5, 2), stock(2, 4, 4), stock(3, 2, best_before=DAY)])
    assert found.free == 5
    assert [batch.item_id for batch in found.batches] == [3, 1]
    assert found.best_before == DAY
    assert found.is_low
    assert not found.is_sold_out


def test_nothing_is_sold_out() -> None:
    nothing = rules.Availability()
    assert nothing.is_sold_out
    assert not nothing.is_low
    assert nothing.best_before is None
