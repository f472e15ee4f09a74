"""Land times yield times tolerance, in whatever unit it was entered; exact to the gram."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from traceability.balance import rules
from traceability.balance.rules import Standing
from traceability.events.rules import kept

HECTARES = st.decimals("0.01", "5000", places=2)
YIELDS = st.decimals("0.001", "900", places=3)  # tonnes per hectare
PERCENTS = st.integers(0, 100)


@pytest.mark.parametrize(
    ("amount", "unit", "kg"),
    [
        ("6500", "kg", "6500"),
        ("650", "yến", "6500"),
        ("65", "tạ", "6500"),
        ("6.5", "tấn", "6500"),
        ("0.4", "tạ", "40"),
        ("65", "chai", None),
        ("65", "l", None),
        ("65", "g", None),
        ("65", "", None),
    ],
)
def test_a_yield_is_kept_in_kilograms(amount: str, unit: str, kg: str | None) -> None:
    assert rules.yield_in_kg(Decimal(amount), unit) == (Decimal(kg) if kg else None)


@pytest.mark.parametrize(
    ("hectares", "kg", "percent", "allowed"),
    [
        ("18.5", "6500", 0, "120250"),
        ("18.5", "6500", 10, "132275"),
        ("0.1", "2000", 10, "220"),
        ("0.03", "333.333", 7, "10.69998930"),
        ("1", "0.001", 0, "0.001"),
    ],
)
def test_what_is_allowed(hectares: str, kg: str, percent: int, allowed: str) -> None:
    assert rules.allowed_kg(Decimal(hectares), Decimal(kg), percent) == Decimal(allowed)


@pytest.mark.parametrize(
    ("claimed", "allowed", "accepted", "standing"),
    [
        ("0", "220", None, Standing.WITHIN),
        ("220", "220", None, Standing.WITHIN),
        ("220.001", "220", None, Standing.ABOVE),
        ("260", "220", "260", Standing.ACCEPTED),
        ("260.001", "220", "260", Standing.ABOVE),
        ("200", "220", "260", Standing.WITHIN),
        ("260", None, None, Standing.NO_SIZE),
        ("260", None, "260", Standing.NO_SIZE),
    ],
)
def test_what_a_season_looks_like(
    claimed: str, allowed: str | None, accepted: str | None, standing: Standing
) -> None:
    found = rules.standing(
        Decimal(claimed),
        Decimal(allowed) if allowed else None,
        Decimal(accepted) if accepted else None,
    )
    assert found is standing


@given(YIELDS, HECTARES, PERCENTS)
def test_the_unit_of_entry_changes_nothing(
    tonnes: Decimal, hectares: Decimal, percent: int
) -> None:
    entered = ((tonnes, "tấn"), (tonnes * 10, "tạ"), (tonnes * 100, "yến"), (tonnes * 1000, "kg"))
    yields = {rules.yield_in_kg(amount, unit) for amount, unit in entered}
    assert len(yields) == 1
    (kg,) = yields
    assert kg is not None
    allowed = rules.allowed_kg(hectares, kg, percent)
    assert rules.standing(allowed, allowed, None) is Standing.WITHIN
    assert rules.standing(allowed + Decimal("0.001"), allowed, None) is Standing.ABOVE


@given(
    st.lists(
        st.tuples(st.decimals("0.01", "999", places=2), st.sampled_from(rules.WEIGHTS)), max_size=12
    )
)
def test_claims_in_mixed_units_add_up(lines: list[tuple[Decimal, str]]) -> None:
    factors = {"kg": 1, "yến": 10, "tạ": 100, "tấn": 1000}
    found = [kept(amount, unit) for amount, unit in lines]
    assert all(one is not None and one[1] == "kg" for one in found)
    total = sum((one[0] for one in found if one), Decimal(0))
    assert total == sum((amount * factors[unit] for amount, unit in lines), Decimal(0))


@given(HECTARES, YIELDS, PERCENTS, st.decimals("0", "9000000", places=3))
def test_more_land_or_tolerance_never_makes_it_worse(
    hectares: Decimal, kg: Decimal, percent: int, claimed: Decimal
) -> None:
    allowed = rules.allowed_kg(hectares, kg, percent)
    if rules.standing(claimed, allowed, None) is Standing.WITHIN:
        for more in (
            rules.allowed_kg(hectares + 1, kg, percent),
            rules.allowed_kg(hectares, kg, percent + 1),
        ):
            assert rules.standing(claimed, more, None) is Standing.WITHIN


@given(st.decimals("0", "9000000", places=3), st.decimals("0.001", "9000000", places=3))
def test_the_share_shown_exceeds_100_exactly_when_the_claim_does(
    claimed: Decimal, allowed: Decimal
) -> None:
    for amount in (claimed, allowed, allowed + Decimal("0.001")):
        assert (rules.percent_of(amount, allowed) > 100) is (amount > allowed)


@pytest.mark.parametrize(
    ("crop", "other", "same"),
    [
        ("Cà phê", "cà  PHÊ", True),
        ("Lúa thơm", "lua thom", True),
        ("Đậu", "dau", True),
        ("Lúa", "Lúa thơm", False),
    ],
)
def test_crops_are_compared_without_accents(crop: str, other: str, same: bool) -> None:
    assert (rules.crop_key(crop) == rules.crop_key(other)) is same


def days(first: int, last: int) -> tuple[date, date]:
    return date(2026, 1, first), date(2026, 1, last)


@pytest.mark.parametrize(
    ("one", "other", "shares"),
    [
        (days(1, 10), days(11, 20), False),
        (days(1, 10), days(10, 20), True),
        (days(5, 6), days(1, 20), True),
        (days(1, 20), days(5, 6), True),
    ],
)
def test_seasons_that_share_a_day_overlap(
    one: tuple[date, date], other: tuple[date, date], shares: bool
) -> None:
    assert (rules.overlap(one, [other]) is not None) is shares


@pytest.mark.parametrize(
    ("day", "percent"),
    [
        (date(2025, 12, 31), 0),
        (date(2026, 1, 1), 10),
        (date(2026, 6, 1), 25),
        (date(2027, 1, 1), 5),
    ],
)
def test_the_tolerance_of_a_day_is_the_newest_of_that_day(day: date, percent: int) -> None:
    steps = [
        (date(2026, 1, 1), 10),
        (date(2026, 6, 1), 20),
        (date(2026, 12, 1), 5),
        (date(2026, 6, 1), 25),
    ]
    assert rules.percent_on(steps, day) == percent
