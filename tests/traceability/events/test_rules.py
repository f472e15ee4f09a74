"""What an event must say, how amounts add up, and what may be said after blending."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from traceability.events import rules
from traceability.events.rules import BIZ_STEPS, NEEDS, Direction, EventKind, Share


def share(low: str, high: str = "") -> Share:
    return Share(Decimal(low), Decimal(high or low))


@pytest.mark.parametrize(
    ("amount", "unit", "kept"),
    [
        ("12", "tạ", (Decimal(1200), "kg")),
        ("3", "yến", (Decimal(30), "kg")),
        ("1.5", "tấn", (Decimal(1500), "kg")),
        ("250", "g", (Decimal("0.25"), "kg")),
        ("750", "ml", (Decimal("0.75"), "l")),
        ("24", "chai", (Decimal(24), "piece")),
        ("1", "thúng", None),
    ],
)
def test_units_of_the_market_become_kept_units(
    amount: str, unit: str, kept: tuple[Decimal, str] | None
) -> None:
    assert rules.kept(Decimal(amount), unit) == kept


def test_every_kind_has_its_needs_and_its_step() -> None:
    assert set(NEEDS) == set(BIZ_STEPS) == set(EventKind)


@pytest.mark.parametrize(
    ("kind", "given", "missing", "too_many"),
    [
        (EventKind.HARVEST, [Direction.OUT], [], []),
        (EventKind.HARVEST, [Direction.IN], [Direction.OUT], [Direction.IN]),
        (EventKind.PROCESS, [Direction.IN], [Direction.OUT], []),
        (EventKind.PACK, [Direction.IN, Direction.OUT, Direction.SEEN], [], []),
        (EventKind.TEST, [], [Direction.SEEN], []),
        (EventKind.TEST, [Direction.SEEN, Direction.OUT], [], [Direction.OUT]),
    ],
)
def test_parts_fit_the_kind(
    kind: EventKind, given: list[Direction], missing: list[Direction], too_many: list[Direction]
) -> None:
    assert rules.missing_parts(kind, given) == missing
    assert rules.parts_too_many(kind, given) == too_many


@pytest.mark.parametrize(
    ("ended", "recorded", "days"),
    [
        (date(2026, 11, 3), date(2026, 11, 3), 0),
        (date(2026, 11, 3), date(2026, 12, 7), 34),
        (date(2026, 11, 3), date(2026, 11, 1), 0),
    ],
)
def test_lag_is_counted_in_days(ended: date, recorded: date, days: int) -> None:
    assert rules.lag_days(ended, recorded) == days


@pytest.mark.parametrize(
    ("quantity", "outputs", "parts"),
    [
        ("640", ["118"], ["640"]),
        ("100", ["1", "2"], ["33.333", "66.667"]),
        ("0.001", ["5", "5"], ["0.001", "0"]),
    ],
)
def test_an_input_is_split_to_the_gram(quantity: str, outputs: list[str], parts: list[str]) -> None:
    assert rules.allot(Decimal(quantity), [Decimal(one) for one in outputs]) == [
        Decimal(one) for one in parts
    ]


def test_a_part_of_a_mix_can_hold_almost_anything() -> None:
    whole = {1: share("0.6"), 2: share("0.4")}
    assert rules.portion(whole, Decimal(20), Decimal(100)) == {
        1: share("0", "1"),
        2: share("0", "1"),
    }
    assert rules.portion(whole, Decimal(80), Decimal(100)) == {
        1: share("0.5", "0.75"),
        2: share("0.25", "0.5"),
    }
    assert rules.portion(whole, Decimal(100), Decimal(100)) == whole


def test_blending_weighs_the_inputs() -> None:
    mixed = rules.blend([({1: share("1")}, Decimal(30)), ({2: share("0.5")}, Decimal(10))])
    assert mixed == {1: share("0.75"), 2: share("0.125")}


@pytest.mark.parametrize(
    ("one", "percents"),
    [
        (share("0.5501", "0.6199"), (55, 62)),
        (share("1"), (100, 100)),
        (share("0.3333"), (33, 34)),
    ],
)
def test_percents_are_rounded_apart(one: Share, percents: tuple[int, int]) -> None:
    assert one.percents == percents
    assert one.is_certain_and_whole is (percents == (100, 100))


amounts = st.decimals(min_value=1, max_value=999, places=3)


@given(st.lists(amounts, min_size=2, max_size=4), st.data())
def test_the_truth_lies_between_low_and_high(grown: list[Decimal], data: st.DataObject) -> None:
    """Mix amounts of several areas, take any part of it: the real share is in the range."""
    whole = sum(grown, Decimal(0))
    shares = {area: Share(part / whole, part / whole) for area, part in enumerate(grown)}
    taken = [data.draw(st.decimals(min_value=0, max_value=part, places=3)) for part in grown]
    if not (total := sum(taken, Decimal(0))):
        return
    for area, range_ in rules.portion(shares, total, whole).items():
        slip = Decimal("1e-20")
        assert range_.low - slip <= taken[area] / total <= range_.high + slip
