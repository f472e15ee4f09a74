"""How much may come out of what went in."""

from datetime import date
from decimal import Decimal

import pytest

from traceability.events.rules import EventKind
from traceability.events.yields import Amount, Cap, in_force, judge

DRYING = Cap("phoi", "Phơi", "kg", "kg", Decimal("0.3"), date(2026, 1, 1), None, "Minh họa")
BREWING = Cap("u", "Ủ", "kg", "l", Decimal("2.5"), date(2026, 1, 1), None, "Minh họa")


def amount(text: str) -> Amount:
    """ "12 kg", or "24 piece 0.5 kg": 24 pieces of half a kilogram."""
    quantity, unit, *piece = text.split()
    if piece:
        return Amount(Decimal(quantity), unit, Decimal(piece[0]), piece[1])
    return Amount(Decimal(quantity), unit)


@pytest.mark.parametrize(
    ("kind", "inputs", "outputs", "cap", "found", "is_too_much"),
    [
        (EventKind.PROCESS, ["100 kg"], ["30 kg"], DRYING, "0.3", False),
        (EventKind.PROCESS, ["100 kg"], ["30.001 kg"], DRYING, "0.30001", True),
        (EventKind.PROCESS, ["60 kg", "40 kg"], ["20 kg", "15 kg"], DRYING, "0.35", True),
        (EventKind.PROCESS, ["100 kg"], ["251 l"], BREWING, "2.51", True),
        (EventKind.PROCESS, ["100 kg"], ["100 kg"], None, "1", False),
        (EventKind.PROCESS, ["100 kg"], ["100.001 kg"], None, "1.00001", True),
        (EventKind.PROCESS, ["100 kg"], ["80 l"], None, None, False),
        # Water went in as well: it may have made up the weight.
        (EventKind.PROCESS, ["100 kg", "30 l"], ["120 kg"], None, None, False),
        (EventKind.PACK, ["100 kg"], ["200 piece 0.5 kg"], None, "1", False),
        (EventKind.PACK, ["100 kg"], ["201 piece 0.5 kg"], None, "1.005", True),
        (EventKind.PACK, ["100 kg"], ["500 piece"], None, None, False),
        (EventKind.AGGREGATE, ["24 piece"], ["2 piece"], None, "0.08333", False),
        (EventKind.AGGREGATE, ["24 piece"], ["25 piece"], None, "1.04167", True),
        (EventKind.AGGREGATE, ["1 piece 12 kg"], ["24 piece 0.5 kg"], None, "1", False),
        (EventKind.PACK, ["3 piece"], ["4 piece"], None, None, False),
    ],
)
def test_the_yield_is_judged_in_units_that_compare(
    kind: EventKind,
    inputs: list[str],
    outputs: list[str],
    cap: Cap | None,
    found: str | None,
    is_too_much: bool,
) -> None:
    judged = judge(kind, [amount(one) for one in inputs], [amount(one) for one in outputs], cap)
    if found is None:
        assert judged is None
        return
    assert judged is not None
    assert (round(judged.found, 5), judged.is_too_much) == (Decimal(found), is_too_much)


def test_the_cap_of_the_day_counts() -> None:
    older = Cap("phoi", "Phơi", "kg", "kg", Decimal("0.4"), date(2025, 1, 1), None, "Minh họa")
    ended = Cap(
        "phoi", "Phơi", "kg", "kg", Decimal(1), date(2026, 3, 1), date(2026, 4, 1), "Minh họa"
    )
    caps = [older, DRYING, ended]
    assert in_force(caps, date(2025, 6, 1)) is older
    assert in_force(caps, date(2026, 2, 1)) is DRYING
    assert in_force(caps, date(2026, 3, 9)) is ended
    assert in_force(caps, date(2026, 5, 1)) is DRYING
    assert in_force(caps, date(2024, 1, 1)) is None
