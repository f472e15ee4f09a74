"""What each household gets of a price, and what stands in the way: by tables."""

from dataclasses import replace
from datetime import date

import pytest

from catalog.search.rules.words import read
from storefront.combos import rules
from storefront.combos.rules import (
    NOTHING_MISSING,
    Obstacle,
    Part,
    PartState,
    Terms,
    cost_of,
    find_obstacle,
    share_price,
    slices_of,
)

ON = date(2026, 11, 22)
PACKER, OTHER, THIRD = 1, 2, 3
COFFEE = Part(10, PACKER, 2, 95_000, PartState.AGREED, 1)
TEA = Part(11, OTHER, 1, 120_000, PartState.AGREED, 1)
TERMS = Terms(250_000, 6_000, PACKER, is_published=True, sells_from=ON, sells_to=None)


@pytest.mark.parametrize(
    ("price", "fee", "parts", "amounts", "fees"),
    [
        (250_000, 6_000, [COFFEE, TEA], [153_226, 96_774], [0, 6_000]),
        (310_000, 0, [COFFEE, TEA], [190_000, 120_000], [0, 0]),
        (100, 0, [replace(TEA, seller_id=n) for n in (1, 2, 3)], [34, 33, 33], [0, 0, 0]),
        (100, 11, [replace(TEA, seller_id=n) for n in (1, 2, 3)], [34, 33, 33], [0, 6, 5]),
        (400_000, 0, [COFFEE, TEA], [245_161, 154_839], [0, 0]),  # dearer than one by one
        (250_000, 9_000, [COFFEE], [250_000], [0]),  # all of it is the packer's
        (250_000, 9_000, [], [], []),
    ],
)
def test_price_and_fee_are_shared_to_the_last_dong(
    price: int, fee: int, parts: list[Part], amounts: list[int], fees: list[int]
) -> None:
    shares = share_price(price, fee, PACKER, parts)
    assert [one.amount for one in shares] == amounts
    assert [one.fee for one in shares] == fees
    assert sum(amounts) == (price if parts else 0)


@pytest.mark.parametrize(
    ("amount", "units", "combos", "slices"),
    [
        (100, 3, 1, ((2, 33), (1, 34))),
        (100, 3, 4, ((8, 33), (4, 34))),
        (99, 3, 2, ((6, 33),)),
        (5, 5, 1, ((5, 1),)),
        (153_226, 2, 3, ((6, 76_613),)),
    ],
)
def test_units_cost_whole_dong_that_add_up(
    amount: int, units: int, combos: int, slices: tuple[tuple[int, int], ...]
) -> None:
    assert slices_of(amount, units, combos) == slices
    assert cost_of(slices) == amount * combos
    assert sum(count for count, _ in slices) == units * combos


@pytest.mark.parametrize(
    ("terms", "parts", "obstacle"),
    [
        ({}, [COFFEE, TEA], None),
        ({"is_published": False}, [COFFEE, TEA], Obstacle.NOT_PUBLISHED),
        ({"sells_from": date(2026, 11, 23)}, [COFFEE, TEA], Obstacle.NOT_YET),
        ({"sells_to": ON}, [COFFEE, TEA], None),
        ({"sells_to": date(2026, 11, 21)}, [COFFEE, TEA], Obstacle.OVER),
        ({}, [], Obstacle.TOO_FEW),
        ({}, [replace(COFFEE, quantity=1)], Obstacle.TOO_FEW),
        ({}, [replace(TEA, quantity=2)], Obstacle.PACKER_HAS_NONE),
        ({"price": 1, "packing_fee": 0}, [COFFEE, TEA], Obstacle.NOTHING_LEFT),
        ({"packing_fee": 96_774}, [COFFEE, TEA], Obstacle.NOTHING_LEFT),
        ({}, [COFFEE, replace(TEA, state=PartState.ASKED)], Obstacle.NOT_AGREED),
        ({}, [COFFEE, replace(TEA, state=PartState.DECLINED)], Obstacle.NOT_AGREED),
        ({}, [COFFEE, replace(TEA, state=PartState.LEFT)], Obstacle.NOT_AGREED),
        ({}, [COFFEE, replace(TEA, agreed_net=90_774)], None),
        ({}, [COFFEE, replace(TEA, agreed_net=90_775)], Obstacle.LESS_THAN_AGREED),
        ({}, [COFFEE, replace(TEA, seller_id=PACKER)], None),  # of one household only
    ],
)
def test_why_a_combo_is_not_sold(
    terms: dict[str, object], parts: list[Part], obstacle: Obstacle | None
) -> None:
    assert find_obstacle(replace(TERMS, **terms), parts, ON) == obstacle


def test_what_is_missing_is_said_before_what_is_to_come() -> None:
    later = replace(TERMS, is_published=False, sells_from=date(2027, 1, 1))
    assert find_obstacle(later, [COFFEE, TEA], ON) in NOTHING_MISSING
    assert find_obstacle(later, [replace(COFFEE, quantity=1)], ON) == Obstacle.TOO_FEW


@pytest.mark.parametrize(
    ("asked", "is_found"),
    [
        ("quà tết", True),
        ("qua tet", True),
        ("QUÀ TẾT VÙNG", True),
        ("hộp quà vùng cao", True),
        ("combo tet", True),
        ("tet vu", True),
        ("quả tết", False),
        ("tet mien tay", False),
    ],
)
def test_a_combo_is_found_by_words_of_its_name(asked: str, is_found: bool) -> None:
    assert rules.answers("Quà Tết vùng cao", read(asked)) == is_found
