"""Limits of a basket, and what stands in the way of a line."""

import pytest

from storefront.basket.rules.lines import LineFacts, Problem, read_quantity
from storefront.basket.rules.parts import BasketView, by_seller
from storefront.inventory.rules import Availability


def line(**values: object) -> LineFacts:
    given = {
        "variant_id": 1,
        "product_id": 1,
        "product_name": "Cà phê",
        "product_slug": "ca-phe",
        "variant_name": "gói 500 g",
        "quantity": 2,
        "price": 95_000,
        "price_shown": 95_000,
        "weight_g": 550,
        "is_for_sale": True,
        "seller_id": 1,
        "seller_name": "HTX minh họa",
        "seller_place": "Gia Lai",
        "is_seller_verified": True,
        "is_demo": False,
        "picture": None,
        "availability": Availability(10),
    }
    return LineFacts(**{**given, **values})  # type: ignore[arg-type]  # checked by the tests below


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({}, None),
        ({"is_for_sale": False}, Problem.NOT_SOLD),
        ({"seller_id": None}, Problem.NOT_SOLD),
        ({"is_seller_verified": False}, Problem.SELLER_NOT_VERIFIED),
        ({"availability": Availability(0)}, Problem.SOLD_OUT),
        ({"availability": Availability(1)}, Problem.TOO_FEW),
        ({"availability": Availability(2)}, None),
    ],
)
def test_problems(values: dict[str, object], problem: Problem | None) -> None:
    assert line(**values).problem is problem


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1", 1),
        (" 12 ", 12),
        ("0", 0),
        ("", None),
        ("-1", None),
        ("1.5", None),
        ("1e9", None),
        ("٣", None),
        ("²", None),
        ("9" * 5000, None),
        ("ba", None),
    ],
)
def test_quantities_are_read_from_digits_only(typed: str, number: int | None) -> None:
    assert read_quantity(typed) == number


def test_a_basket_is_grouped_by_seller_in_the_order_of_choosing() -> None:
    first, second, third = (
        line(variant_id=1, seller_id=2),
        line(variant_id=2, seller_id=1, is_demo=True),
        line(variant_id=3, seller_id=2, availability=Availability(0)),
    )
    view = by_seller([first, second, third])
    assert [part.seller_id for part in view.sellers] == [2, 1]
    assert [part.items_total for part in view.sellers] == [190_000, 190_000]
    assert view.sellers[0].weight_g == 2200
    assert (view.count, view.items_total) == (6, 380_000)
    assert not view.can_be_bought
    assert view.is_demo


def test_an_empty_basket_cannot_be_bought() -> None:
    assert not BasketView().can_be_bought
    assert by_seller([line()]).can_be_bought


def test_at_most_what_is_left_and_never_less_than_one() -> None:
    assert [line(availability=Availability(free)).most for free in (0, 5, 500)] == [1, 5, 99]
    assert line(price=90_000).has_new_price
    assert line().best_before is None
