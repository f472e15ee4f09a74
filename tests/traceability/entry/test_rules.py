"""How a lot is shared between the areas of an earlier one."""

from decimal import Decimal

import pytest

from traceability.batches.rules import Unit
from traceability.entry import rules


@pytest.mark.parametrize(
    ("quantity", "unit", "before", "whole", "parts"),
    [
        ("350", Unit.KILOGRAM, {1: "1200"}, "1200", {1: "350"}),
        ("100", Unit.KILOGRAM, {1: "1", 2: "2"}, "3", {1: "33.333", 2: "66.667"}),
        ("100", Unit.KILOGRAM, {1: "600", 2: "300"}, "1200", {1: "50", 2: "25"}),
        ("10", Unit.PIECE, {1: "1", 2: "2"}, "3", {1: "3", 2: "7"}),
        ("1", Unit.PIECE, {1: "1", 2: "2"}, "3", {2: "1"}),
        ("0.001", Unit.LITRE, {1: "1", 2: "1"}, "2", {1: "0.001"}),
        ("5", Unit.KILOGRAM, {}, "1200", {}),
        ("0", Unit.KILOGRAM, {1: "1200"}, "1200", {}),
    ],
)
def test_a_lot_is_shared_as_the_one_before(
    quantity: str, unit: Unit, before: dict[int, str], whole: str, parts: dict[int, str]
) -> None:
    earlier = {area: Decimal(one) for area, one in before.items()}
    found = rules.shared(Decimal(quantity), unit, earlier, Decimal(whole))
    assert found == {area: Decimal(one) for area, one in parts.items()}
