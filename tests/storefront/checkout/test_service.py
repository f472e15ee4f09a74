"""Placing a basket: all of it or nothing, and once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from catalog.kernel import clock, codes
from catalog.kernel.actor import Actor
from catalog.kernel.audit import AuditEntry
from catalog.kernel.db import session, transaction
from catalog.producers.models import Producer
from catalog.products.models import Variant
from storefront.basket import queries as baskets
from storefront.basket.models import BasketLine
from storefront.checkout.errors import (
    CannotBePlaced,
    EmptyBasket,
    QuoteChanged,
    SoldOutMeanwhile,
)
from storefront.checkout.service import Wish, place, refuse_sold_out
from storefront.inventory import queries as inventory
from storefront.inventory import service as stock
from storefront.inventory.errors import SoldOut
from storefront.inventory.models import StockItem, StockMovement
from storefront.orders.models import Order, OrderGroup, OrderLine
from storefront.payments.models import Payment, PaymentShare
from storefront.placing import service as placing
from storefront.shipping.models import ShippingRate
from tests.factories.storefront import (
    BUYER,
    NOW,
    Goods,
    fill_basket,
    make_goods,
    make_order,
    make_rate,
    make_seller,
    make_stock,
    make_variant,
    place_basket,
    quote_of,
    set_values,
)
from traceability.batches.models import Batch

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def goods(db: object) -> Goods:
    make_rate()
    return make_goods(10)


def count(model: type[Any]) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


def nothing_was_written() -> bool:
    allocated = session.scalar(select(func.sum(StockItem.allocated))) or 0
    written = [count(model) for model in (OrderGroup, Order, OrderLine, Payment, PaymentShare)]
    return not any(written) and not allocated and not inventory.list_drift()


def test_placing_promises_stock_and_opens_the_payment(goods: Goods) -> None:
    token = fill_basket((goods.variant_id, 2))
    number = place_basket(token)
    group = session.scalars(select(OrderGroup)).one()
    order = group.orders[0]
    assert group.number == number
    assert codes.has_valid_check(number)
    assert order.number == f"{number}-1"
    assert (order.items_total, order.shipping_fee, order.total) == (190_000, 35_000, 225_000)
    assert order.promised_to == clock.today() + timedelta(days=4)
    payment = session.scalars(select(Payment)).one()
    assert (payment.reference, payment.amount, payment.method) == (number, 225_000, "cod")
    assert [(share.reference, share.state) for share in payment.shares] == [(order.number, "due")]
    assert session.get_one(StockItem, goods.item_id).allocated == 2
    assert baskets.count_units(baskets.find_basket_id(token)) == 0
    assert "checkout.place" in session.scalars(select(AuditEntry.action)).all()
    assert not inventory.list_drift()


def test_lines_keep_what_was_promised(goods: Goods) -> None:
    make_order((goods.variant_id, 1))
    set_values(Variant, goods.variant_id, price=1, name="gói khác")
    line = session.scalars(select(OrderLine)).one()
    assert (line.product_name, line.variant_name) == ("Cà phê rang xay", "gói 500 g")
    assert (line.unit_price, line.batch_code, line.stars) == (95_000, goods.code, 0)
    assert line.best_before


def test_a_line_splits_over_batches_first_expiring_first(goods: Goods) -> None:
    variant = make_variant(seller=session.get_one(Producer, goods.seller_id))
    late = make_stock(variant, 5, best_before=clock.today() + timedelta(days=90))
    early = make_stock(variant, 2, best_before=clock.today() + timedelta(days=30))
    wanted = (late.id, early.id)
    make_order((variant.id, 3))
    lines = session.scalars(select(OrderLine).order_by(OrderLine.id)).all()
    assert [(line.stock_item_id, line.quantity) for line in lines] == [
        (wanted[1], 2),
        (wanted[0], 1),
    ]


def test_two_sellers_make_one_purchase_with_two_orders(goods: Goods) -> None:
    other = make_goods(seller=make_seller("HTX minh họa Đak Đoa"), price=50_000, weight_g=2_000)
    number = make_order((goods.variant_id, 1), (other.variant_id, 1))
    found = session.scalars(select(Order).order_by(Order.number)).all()
    assert [(order.number, order.producer_id, order.total) for order in found] == [
        (f"{number}-1", goods.seller_id, 125_000),
        (f"{number}-2", other.seller_id, 90_000),
    ]
    assert session.scalars(select(Payment.amount)).one() == 215_000


def test_the_same_form_places_once(goods: Goods) -> None:
    token = fill_basket((goods.variant_id, 2))
    seal = quote_of(token).seal
    wish = Wish(token, "mau-1", seal, BUYER)
    numbers = []
    for _ in range(2):
        with transaction():
            numbers.append(place(Actor(), wish, clock.today(), clock.now()))
    assert numbers[0] == numbers[1]
    assert count(OrderGroup) == 1
    assert session.get_one(StockItem, goods.item_id).allocated == 2


def test_anothers_form_key_is_worth_nothing(goods: Goods) -> None:
    place_basket(fill_basket((goods.variant_id, 1)), "mau-1")
    stranger = fill_basket()
    with pytest.raises(EmptyBasket), transaction():
        place(Actor(), Wish(stranger, "mau-1", "", BUYER), clock.today(), clock.now())


def test_a_key_taken_in_between_finds_the_order(
    goods: Goods, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the later of two parallel posts meets: the unique key, then the earlier's order."""
    token = fill_basket((goods.variant_id, 1))
    seal = quote_of(token).seal
    number = place_basket(token)
    with transaction():
        key = session.scalars(select(OrderGroup.placement_key)).one()
        assert placing.open_group(key, BUYER, NOW) is None
    assert count(OrderGroup) == 1
    with transaction():
        assert place(Actor(), Wish(token, "mau-1", seal, BUYER), clock.today(), NOW) == number


def test_the_later_post_answers_with_the_earlier_number(
    goods: Goods, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = fill_basket((goods.variant_id, 1))
    wish = Wish(token, "mau-1", quote_of(token).seal, BUYER)
    answers = iter([None, "DH26SOMHON"])
    monkeypatch.setattr("storefront.orders.queries.find_number_by_key", lambda _key: next(answers))
    monkeypatch.setattr(placing, "open_group", lambda *_args: None)
    with transaction():
        assert place(Actor(), wish, clock.today(), NOW) == "DH26SOMHON"


def test_a_taken_number_is_drawn_again(goods: Goods, monkeypatch: pytest.MonkeyPatch) -> None:
    draws = iter(["AAAAAA", "AAAAAA", "BBBBBB"])
    monkeypatch.setattr(codes, "random_body", lambda _length: next(draws))
    first, second = (
        place_basket(fill_basket((goods.variant_id, 1)), form) for form in ("mau-1", "mau-2")
    )
    assert (first[4:10], second[4:10]) == ("AAAAAA", "BBBBBB")


def test_numbers_that_run_out_are_a_fault(goods: Goods, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codes, "random_body", lambda _length: "AAAAAA")
    place_basket(fill_basket((goods.variant_id, 1)), "mau-1")
    with pytest.raises(RuntimeError, match="five tries"):
        place_basket(fill_basket((goods.variant_id, 1)), "mau-2")


def refused(goods: Goods, change: Callable[[], None], refusal: type[Exception]) -> None:
    """What is bought changes between the last look and the last tap: nothing is placed."""
    token = fill_basket((goods.variant_id, 2))
    seal = quote_of(token).seal
    change()
    with pytest.raises(refusal), transaction():
        place(Actor(), Wish(token, "mau-1", seal, BUYER), clock.today(), clock.now())
    assert nothing_was_written()
    assert baskets.count_units(baskets.find_basket_id(token)) == 2


@pytest.mark.parametrize(
    ("kind", "key", "values", "refusal"),
    [
        (StockItem, "item_id", {"on_hand": 1}, CannotBePlaced),
        (StockItem, "item_id", {"on_hand": 0}, CannotBePlaced),
        (Batch, "batch_id", {"recall_state": "recalled"}, CannotBePlaced),
        (Batch, "batch_id", {"recall_state": "quarantined"}, CannotBePlaced),
        (Batch, "batch_id", {"best_before": clock.today() + timedelta(days=3)}, CannotBePlaced),
        (Producer, "seller_id", {"verified_on": None}, CannotBePlaced),
        (Variant, "variant_id", {"is_on_sale": False}, CannotBePlaced),
        (Variant, "variant_id", {"price": 96_000}, QuoteChanged),
        (Variant, "variant_id", {"weight_g": 5_000}, QuoteChanged),
    ],
)
def test_a_change_in_between_places_nothing(
    goods: Goods, kind: type[Any], key: str, values: dict[str, Any], refusal: type[Exception]
) -> None:
    def change() -> None:
        set_values(kind, getattr(goods, key), **values)
        if kind is StockItem:  # the movement that belongs to it
            with transaction():
                session.add(
                    StockMovement(
                        stock_item_id=goods.item_id,
                        kind="adjust",
                        on_hand_change=values["on_hand"] - 10,
                        allocated_change=0,
                        actor_name="Chị Hoa",
                        at=NOW,
                    )
                )

    refused(goods, change, refusal)


def test_a_new_fee_places_nothing(goods: Goods) -> None:
    rate_id = session.scalars(select(ShippingRate.id)).one()
    refused(goods, lambda: set_values(ShippingRate, rate_id, base_fee=1), QuoteChanged)


def test_no_rate_places_nothing(goods: Goods) -> None:
    rate_id = session.scalars(select(ShippingRate.id)).one()
    refused(goods, lambda: set_values(ShippingRate, rate_id, zone="same_commune"), CannotBePlaced)


def test_sold_out_in_the_last_moment_places_nothing(
    goods: Goods, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_args: object) -> None:
        raise SoldOut(goods.variant_id)

    monkeypatch.setattr(stock, "allocate", gone)
    refused(goods, lambda: None, SoldOutMeanwhile)


def test_a_made_up_seal_places_nothing(goods: Goods) -> None:
    token = fill_basket((goods.variant_id, 1))
    for seal in ("", "0" * 32):
        with pytest.raises(QuoteChanged), transaction():
            place(Actor(), Wish(token, "mau-1", seal, BUYER), clock.today(), clock.now())
    assert nothing_was_written()


@pytest.mark.parametrize("token", [None, "made-up"])
def test_no_basket_places_nothing(goods: Goods, token: str | None) -> None:
    with pytest.raises(EmptyBasket), transaction():
        place(Actor(), Wish(token, "mau-1", "", BUYER), clock.today(), clock.now())


def test_a_seller_without_a_row_of_producers_blocks_the_basket(goods: Goods) -> None:
    token = fill_basket((goods.variant_id, 1))
    nowhere = replace(BUYER, commune_code="23644", province_code="64")
    assert quote_of(token, nowhere).can_be_placed is False
    assert "chưa có giá giao" in str(quote_of(token, nowhere).sellers[0].refusal)


def late(token: str, key: str = "mau-1") -> Wish:
    return Wish(token, key, "", BUYER)


def test_who_comes_too_late_is_refused_before_anything_is_held(goods: Goods) -> None:
    tokens = [fill_basket((goods.variant_id, 6)) for _ in range(2)]
    refuse_sold_out(late(tokens[0]), clock.today())
    place_basket(tokens[0])
    with pytest.raises(CannotBePlaced):
        refuse_sold_out(late(tokens[1]), clock.today())


def test_a_second_tap_is_not_too_late_for_the_goods_it_has_bought(goods: Goods) -> None:
    token = fill_basket((goods.variant_id, 10))
    number = place_basket(token)
    with transaction():  # the page was open in another tab, which has filled the basket again
        basket_id = baskets.find_basket_id(token) or 0
        line = {"basket_id": basket_id, "variant_id": goods.variant_id, "quantity": 1}
        session.add(BasketLine(**line, price_shown=95_000))
    refuse_sold_out(late(token), clock.today())
    assert place_basket(token) == number
    with pytest.raises(CannotBePlaced):
        refuse_sold_out(late(token, "mau-2"), clock.today())


@pytest.mark.parametrize("token", [None, "", "x", "y" * 300])
def test_no_basket_is_never_too_late(db: object, token: str | None) -> None:
    refuse_sold_out(Wish(token, "mau-1", "", BUYER), clock.today())
