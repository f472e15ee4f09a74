"""When a buyer is told, and how much of a batch is accounted for."""

from decimal import Decimal

import pytest

from storefront.notices.rules import Account, Said, share_of, to_say

HELD = Said("quarantined", is_told=True, is_withdrawn=False)
WAITS = Said("recalled", is_told=False, is_withdrawn=False)
TOLD = Said("recalled", is_told=True, is_withdrawn=False)
TAKEN_BACK = Said("quarantined", is_told=False, is_withdrawn=True)


@pytest.mark.parametrize(
    ("last", "state", "is_news", "told"),
    [
        (None, "recalled", True, True),
        (None, "quarantined", True, True),
        (None, "normal", True, False),
        (None, "closed", True, False),
        (WAITS, "recalled", True, False),
        (TOLD, "recalled", False, False),
        (TOLD, "recalled", True, True),
        (HELD, "recalled", True, True),
        (HELD, "quarantined", True, False),
        (HELD, "normal", True, True),
        (TAKEN_BACK, "normal", True, False),
        (TAKEN_BACK, "quarantined", True, True),
        (TOLD, "closed", True, False),
    ],
)
def test_who_knows_is_not_told_twice(
    last: Said | None, state: str, is_news: bool, told: bool
) -> None:
    assert to_say(last, state, is_news=is_news) is told


def account(**parts: int) -> Account:
    return Account("CR", "Gạo", "HTX", "kg", **{k: Decimal(v) for k, v in parts.items()})


@pytest.mark.parametrize(
    ("parts", "missing"),
    [
        ({"whole": 100}, 100),
        ({"whole": 100, "here": 40, "sold": 30, "used": 20, "gone": 10}, 0),
        ({"whole": 100, "here": 90, "sold": 30}, 0),
        ({"whole": 100, "sold": 25}, 75),
    ],
)
def test_what_nobody_knows_of_is_missing(parts: dict[str, int], missing: int) -> None:
    assert account(**parts).missing == missing


def test_batches_weigh_alike_whatever_their_unit() -> None:
    assert share_of([]) is None
    assert share_of([account(whole=4, here=1), account(whole=1000, here=750)]) == Decimal("0.5")
