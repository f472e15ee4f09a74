"""What goes into a basket comes from the catalogue, and within limits."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.db import session, transaction
from storefront.basket import queries, service
from storefront.basket.errors import (
    BadQuantity,
    BasketFull,
    NotForSale,
    NotInBasket,
    TooFewLeft,
)
from storefront.basket.models import Basket, BasketLine
from storefront.basket.rules.parts import BasketView, hash_of
from tests.factories.storefront import (
    NOW,
    fill_basket,
    make_seller,
    make_stock,
    make_variant,
)

pytestmark = pytest.mark.usefixtures("db")


def add(variant_id: int, quantity: int, token: str | None = None) -> str:
    with transaction():
        basket, kept = service.open_basket(token, NOW)
        service.add(basket, variant_id, quantity, clock.today())
    return kept


def view(token: str) -> BasketView:
    return queries.get_view(queries.find_basket_id(token), clock.today())


def test_the_token_is_stored_as_a_hash_only() -> None:
    token = fill_basket()
    stored = session.scalar(select(Basket.token_hash))
    assert stored == hash_of(token)
    assert token not in str(stored)
    assert len(token) >= 43


def test_adding_twice_adds_up() -> None:
    item = make_stock()
    token = add(item.variant_id, 2, add(item.variant_id, 1))
    assert [(line.quantity, line.price_shown) for line in view(token).lines] == [(3, 95_000)]
    assert queries.count_units(queries.find_basket_id(token)) == 3


def test_an_unknown_token_gets_a_basket_of_its_own() -> None:
    item = make_stock()
    assert add(item.variant_id, 1, "made-up") != "made-up"
    assert queries.find_basket_id(None) is None
    assert queries.find_basket_id("x" * 300) is None
    assert queries.get_view(None, clock.today()).lines == []


@pytest.mark.parametrize("quantity", [0, -1, 100])
def test_impossible_quantities_are_refused(quantity: int) -> None:
    item = make_stock(on_hand=500)
    with pytest.raises(BadQuantity):
        add(item.variant_id, quantity)


def test_the_limit_holds_over_several_adds() -> None:
    item = make_stock(on_hand=500)
    token = add(item.variant_id, 98)
    with pytest.raises(BadQuantity):
        add(item.variant_id, 2, token)


def test_more_than_is_left_is_refused_with_the_number() -> None:
    item = make_stock(on_hand=3)
    with pytest.raises(TooFewLeft, match="Chỉ còn 3"):
        add(item.variant_id, 4)
    token = add(item.variant_id, 2)
    with pytest.raises(TooFewLeft, match="trong giỏ đã có 2"):
        add(item.variant_id, 2, token)
    with pytest.raises(TooFewLeft, match="vừa hết"):
        add(make_variant().id, 1)


def test_what_is_not_for_sale_is_refused() -> None:
    for variant in (
        make_variant(is_on_sale=False),
        make_variant(is_published=False),
        make_variant(producer_id=None),
        make_variant(seller=make_seller(verified_on=None)),
    ):
        with pytest.raises(NotForSale):
            add(variant.id, 1)
    with pytest.raises(NotForSale):
        add(999_999, 1)


def test_a_basket_holds_only_so_many_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "MOST_LINES", 1)
    token = add(make_stock().variant_id, 1)
    with pytest.raises(BasketFull):
        add(make_stock().variant_id, 1, token)


def test_changing_sets_the_number_and_takes_note_of_the_price() -> None:
    item = make_stock()
    token = fill_basket((item.variant_id, 1))
    with transaction():
        item.variant.price = 99_000
    assert view(token).lines[0].has_new_price
    with transaction():
        basket, _ = service.open_basket(token, NOW)
        service.change(basket, item.variant_id, 4, clock.today())
    line = view(token).lines[0]
    assert (line.quantity, line.has_new_price, line.total) == (4, False, 396_000)


@pytest.mark.parametrize(
    ("quantity", "refusal"), [(0, BadQuantity), (100, BadQuantity), (11, TooFewLeft)]
)
def test_changing_to_an_impossible_number_is_refused(
    quantity: int, refusal: type[Exception]
) -> None:
    item = make_stock(on_hand=10)
    token = fill_basket((item.variant_id, 1))
    with pytest.raises(refusal), transaction():
        basket, _ = service.open_basket(token, NOW)
        service.change(basket, item.variant_id, quantity, clock.today())
    assert view(token).count == 1


def test_a_line_that_is_gone_is_not_changed() -> None:
    token = fill_basket()
    with pytest.raises(NotInBasket), transaction():
        basket, _ = service.open_basket(token, NOW)
        service.change(basket, make_stock().variant_id, 1, clock.today())


def test_removing_and_emptying() -> None:
    first, second = make_stock(), make_stock()
    token = fill_basket((first.variant_id, 1), (second.variant_id, 2))
    with transaction():
        basket, _ = service.open_basket(token, NOW)
        service.remove(basket, first.variant_id)
        service.remove(basket, first.variant_id)
    assert view(token).count == 2
    with transaction():
        service.empty(basket.id, NOW)
    assert session.scalars(select(BasketLine)).all() == []


def test_a_line_says_what_the_buyer_would_get() -> None:
    item = make_stock(best_before=clock.today() + timedelta(days=3))
    line = view(fill_basket((item.variant_id, 1))).lines[0]
    assert line.best_before == clock.today() + timedelta(days=3)
    assert line.seller_place == "Xã Ia Băng, Gia Lai"
