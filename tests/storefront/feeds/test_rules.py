"""What other channels get, and what they must not."""

from dataclasses import replace
from decimal import Decimal

import pytest

from storefront.feeds.rules import (
    Availability,
    Channel,
    Goods,
    Left,
    cut,
    left_out,
    measure,
    public_gtin,
)

GOODS = Goods(
    variant_id=7,
    product_id=3,
    slug="ca-phe",
    name="Cà phê",
    size="gói 500 g",
    text="Cà phê rang.",
    maker="HTX",
    product_set="Cà phê",
    group="Đồ uống",
    price=95_000,
    before=None,
    availability=Availability.IN_STOCK,
    from_day=None,
    net_amount=Decimal(500),
    net_unit="g",
    weight_g=550,
    sizes=1,
    gtin=None,
    pictures=("a" * 32,),
    min_age=None,
    is_held_back=False,
    is_demo=False,
)


@pytest.mark.parametrize(
    ("changes", "google", "plain"),
    [
        ({}, None, None),
        ({"is_held_back": True}, Left.HELD_BACK, Left.HELD_BACK),
        ({"min_age": 18}, Left.AGE, None),
        ({"net_unit": "visit"}, Left.VISIT, None),
        ({"pictures": ()}, Left.NO_PICTURE, None),
        ({"text": None}, Left.NO_TEXT, None),
    ],
)
def test_channels_get_what_they_may_show(
    changes: dict[str, object], google: Left | None, plain: Left | None
) -> None:
    goods = replace(GOODS, **changes)  # type: ignore[arg-type]  # values by name
    assert left_out(goods, Channel.GOOGLE) == google
    assert left_out(goods, Channel.META) == google
    assert left_out(goods, Channel.PLAIN) == plain


@pytest.mark.parametrize(
    ("gtin", "sizes", "is_demo", "expected"),
    [
        ("08934567890120", 1, False, "8934567890120"),
        ("18934567890127", 1, False, "18934567890127"),
        ("00000096385074", 1, False, "96385074"),
        ("08934567890120", 2, False, None),
        ("08934567890120", 1, True, None),
        ("08934567890128", 1, False, None),
        ("02012345678903", 1, False, None),
        (None, 1, False, None),
    ],
)
def test_only_a_real_code_of_a_known_pack_is_told(
    gtin: str | None, sizes: int, is_demo: bool, expected: str | None
) -> None:
    assert public_gtin(gtin, sizes, is_demo=is_demo) == expected


@pytest.mark.parametrize(
    ("amount", "unit", "expected"),
    [
        ("500.000", "g", ("500 g", "1 kg")),
        ("0.5", "g", ("0.5 g", "1 kg")),
        ("750", "ml", ("750 ml", "1 l")),
        ("12", "piece", ("12 ct", "1 ct")),
        ("1", "visit", None),
    ],
)
def test_net_contents_are_told_in_units_google_knows(
    amount: str, unit: str, expected: tuple[str, str] | None
) -> None:
    assert measure(Decimal(amount), unit) == expected


def test_long_text_ends_at_a_word() -> None:
    assert cut("mật ong hoa cà phê", 12) == "mật ong hoa…"
    assert cut("mật ong", 12) == "mật ong"
    assert len(cut("a" * 200, 150)) == 150
