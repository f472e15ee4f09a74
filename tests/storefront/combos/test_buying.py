"""A combo is put into a basket and placed whole, or not at all."""

import pytest
from sqlalchemy import func, select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from catalog.products.models import Variant
from storefront.basket import combining
from storefront.basket import queries as baskets
from storefront.basket import service as basket_service
from storefront.basket.errors import BadQuantity, NotForSale, TooFewLeft
from storefront.basket.rules.lines import Problem
from storefront.checkout.errors import (
    CannotBePlaced,
    MoreThanInBasket,
    QuoteChanged,
    SoldOutMeanwhile,
)
from storefront.checkout.gifts import Addressee, split
from storefront.checkout.queries import Deal, quote
from storefront.checkout.service import Wish, place
from storefront.combos import service as combos
from storefront.combos.models import Combo, ComboSale
from storefront.inventory.models import StockItem
from storefront.orders.models import OrderGroup, OrderLine
from storefront.orders.rules import OrderStatus
from storefront.placing.rules import NewRecipient
from storefront.pricing.rules.terms import Kind
from storefront.shipping.rules import Place
from tests.factories.combos import (
    Made,
    buy_combo,
    fill_combo,
    gather,
    make_combo,
    make_facts,
)
from tests.factories.promotions import make_promotion
from tests.factories.restrictions import make_restricted
from tests.factories.storefront import (
    BUYER,
    NOW,
    make_account_to_receive,
    make_rate,
    make_stock,
    place_basket,
    quote_of,
    set_values,
)
from tests.factories.trade import bring, pay
from tests.storefront.combos.buying import allocated, check_books, orders_of


@pytest.fixture
def made(db: object) -> Made:
    make_rate()
    return make_combo()


def test_one_order_per_seller_one_parcel_one_fee(made: Made) -> None:
    number = buy_combo(made, 3)
    packer, other = orders_of(number)
    assert (packer.producer_id, other.producer_id) == tuple(one.seller_id for one in made.goods)
    assert packer.items_total + other.items_total == 3 * 250_000
    assert (packer.items_total, other.items_total) == (3 * 153_226, 3 * 96_774)
    # 6 × 550 g + 3 × 550 g = 4.950 g in one parcel: 30.000 + 8 × 5.000
    assert (packer.shipping_fee, other.shipping_fee) == (70_000, 0)
    assert (packer.weight_g, other.weight_g) == (4_950, 1_650)
    assert (packer.packing_fee, other.packing_fee) == (0, 18_000)
    assert packer.promised_to == other.promised_to
    sale = session.scalars(select(ComboSale)).one()
    assert (sale.quantity, sale.price, sale.name) == (3, 250_000, "Quà Tết vùng cao")
    assert {packer.combo_sale_id, other.combo_sale_id} == {sale.id}
    assert allocated(made) == [6, 3]
    check_books()


def test_lines_add_up_to_the_price_to_the_last_dong(db: object) -> None:
    make_rate()
    made = make_combo(3, 2, 7, price=250_001, packing_fee=0, on_hand=30)
    number = buy_combo(made, 2)
    lines = session.scalars(select(OrderLine)).all()
    assert sum(line.line_total for line in lines) == 2 * 250_001
    assert all(line.line_total == line.quantity * line.unit_price for line in lines)
    assert sum(line.quantity for line in lines) == 2 * 12
    assert len(orders_of(number)) == 3
    check_books()


def test_a_part_over_two_batches_keeps_its_price(db: object) -> None:
    make_rate()
    made = make_combo(2, 1, on_hand=3)
    variant = session.get_one(Variant, made.goods[0].variant_id)
    make_stock(variant, 5)
    buy_combo(made, 2)
    query = select(func.sum(OrderLine.line_total), func.count()).where(
        OrderLine.variant_id == variant.id
    )
    assert tuple(session.execute(query).one()) == (2 * 153_226, 2)
    check_books()


def test_what_is_bought_alone_is_another_parcel_of_the_same_stock(made: Made) -> None:
    alone = made.goods[1].variant_id
    number = place_basket(fill_combo(made, 2, (alone, 4)))
    assert len(orders_of(number)) == 3
    assert allocated(made) == [4, 6]
    check_books()


def test_combos_and_units_beside_them_share_what_is_left(made: Made) -> None:
    scarce = made.goods[1].variant_id
    with transaction():
        basket, token = basket_service.open_basket(None, NOW)
        basket_service.add(basket, scarce, 9, clock.today())
        with pytest.raises(TooFewLeft):
            combining.add_combo(basket, made.combo_id, 2, clock.today())
    token = fill_combo(made, 1, (scarce, 9))
    with transaction():
        basket, token = basket_service.open_basket(token, NOW)
        basket_service.change(basket, scarce, 10, clock.today())
    view = baskets.get_view(baskets.find_basket_id(token), clock.today())
    assert not view.can_be_bought
    assert [part.combo.problem for part in view.parcels if part.combo] == [Problem.SOLD_OUT]
    with pytest.raises(CannotBePlaced), transaction():
        place(Actor(), Wish(token, "mau-1", "", BUYER), clock.today(), clock.now())
    assert allocated(made) == [0, 0]


@pytest.mark.parametrize("quantity", [0, -1, 100, 10**12])
def test_impossible_numbers_of_combos_are_refused(made: Made, quantity: int) -> None:
    with transaction():
        basket, _ = basket_service.open_basket(None, NOW)
        with pytest.raises(BadQuantity):
            combining.add_combo(basket, made.combo_id, quantity, clock.today())


def test_what_is_not_sold_is_not_put_into_a_basket(made: Made) -> None:
    with transaction():
        combos.withdraw(made.packer, made.combo_id)
    for combo_id in (made.combo_id, 10**9):
        with pytest.raises(NotForSale), transaction():
            basket, _ = basket_service.open_basket(None, NOW)
            combining.add_combo(basket, combo_id, 1, clock.today())


def test_a_combo_that_is_not_sold_any_more_stands_in_the_basket_and_says_so(made: Made) -> None:
    token = fill_combo(made)
    with transaction():
        combo = session.get_one(Combo, made.combo_id)
        for part in list(combo.parts):
            combos.remove_part(made.packer, made.combo_id, part.id, NOW)
    view = baskets.get_view(baskets.find_basket_id(token), clock.today())
    assert [part.combo.problem for part in view.parcels if part.combo] == [Problem.NOT_SOLD]
    assert not view.can_be_bought
    assert view.count == 1


def test_another_price_since_the_page_was_shown_places_nothing(made: Made) -> None:
    token = fill_combo(made)
    seal = quote_of(token).seal
    with transaction():
        combos.change(made.packer, made.combo_id, make_facts(price=260_000), NOW)
    with pytest.raises(QuoteChanged), transaction():
        place(Actor(), Wish(token, "mau-1", seal, BUYER), clock.today(), clock.now())
    assert session.scalar(select(func.count(OrderGroup.id))) == 0
    assert allocated(made) == [0, 0]


def test_another_share_at_the_same_price_places_nothing(made: Made) -> None:
    token = fill_combo(made)
    wish = Wish(token, "mau-1", quote_of(token).seal, BUYER)
    set_values(Variant, made.goods[1].variant_id, price=130_000)  # less is left for the packer
    with pytest.raises(CannotBePlaced), transaction():
        place(Actor(), wish, clock.today(), clock.now())
    with transaction():
        parts = session.get_one(Combo, made.combo_id).parts
        combos.ask_again(made.packer, made.combo_id, parts[0].id, NOW)
    with pytest.raises(QuoteChanged), transaction():
        place(Actor(), wish, clock.today(), clock.now())
    assert allocated(made) == [0, 0]


def test_one_part_gone_meanwhile_places_nothing(made: Made) -> None:
    token = fill_combo(made, 2)
    seal = quote_of(token).seal
    set_values(StockItem, made.goods[1].item_id, allocated=9)
    with pytest.raises((SoldOutMeanwhile, CannotBePlaced)), transaction():
        place(Actor(), Wish(token, "mau-1", seal, BUYER), clock.today(), clock.now())
    assert allocated(made) == [0, 9]


def test_promotions_take_nothing_off_a_combo_but_off_its_delivery(made: Made) -> None:
    make_promotion(kind=Kind.PERCENT.value, percent_bp=5_000, is_automatic=True)
    make_promotion(kind=Kind.DELIVERY.value, amount=10_000, is_automatic=True, minimum=200_000)
    number = buy_combo(made)
    packer, other = orders_of(number)
    assert packer.items_total + other.items_total == 250_000
    assert (packer.discount, other.discount) == (0, 0)
    assert packer.shipping_discount == 10_000
    check_books()


def test_the_most_demanding_part_decides_how_all_of_it_travels(made: Made) -> None:
    set_values(Variant, made.goods[1].variant_id, goods_class="chilled")
    make_rate(goods_class="chilled", base_fee=50_000)
    packer, other = orders_of(buy_combo(made))
    assert (packer.goods_class, other.goods_class) == ("chilled", "chilled")
    assert (packer.shipping_fee, other.shipping_fee) == (60_000, 0)


def test_wine_of_one_household_asks_the_buyer_and_whoever_takes_the_parcel(made: Made) -> None:
    make_restricted(made.goods[1].variant_id, 15, ("min_age", 18))
    token = fill_combo(made)
    wish = Wish(token, "mau-1", quote_of(token).seal, BUYER, declared_age=18)
    with transaction():
        number = place(Actor(), wish, clock.today(), clock.now())
    assert [one.min_age for one in orders_of(number)] == [18, 18]
    group = session.scalars(select(OrderGroup)).one()
    assert "18" in (group.age_statement or "")


def test_combos_go_to_several_people_each_in_a_parcel(made: Made) -> None:
    make_account_to_receive()
    token = fill_combo(made, 3, (made.goods[1].variant_id, 1))
    to = [someone(0), someone(1, {-made.combo_id: 2}), someone(2, {made.goods[1].variant_id: 1})]
    view = baskets.get_view(baskets.find_basket_id(token), clock.today())
    end, name = Place("92", "31117"), "Phường Ninh Kiều, Cần Thơ"
    asked = quote(view, end, name, clock.today(), deal=Deal((), BUYER.phone), addressees=to)
    wish = Wish(token, "mau-1", asked.seal, BUYER, "vietqr", addressees=to)
    with transaction():
        number = place(Actor(), wish, clock.today(), clock.now())
    sales = session.scalars(select(ComboSale).order_by(ComboSale.id)).all()
    assert [one.quantity for one in sales] == [1, 2]
    found = [one for one in orders_of(number) if one.combo_sale_id == sales[1].id]
    assert [one.goes_to.name for one in found] == ["Người 1"] * 2
    assert sum(one.items_total for one in found) == 500_000
    assert [one.packing_fee for one in found] == [0, 12_000]
    assert allocated(made) == [6, 4]
    pay(number)
    deliver_combo_of(found[0].number)
    assert {one.status for one in orders_of(number)} == {"placed", "delivered"}
    check_books()


def someone(position: int, units: dict[int, int] | None = None) -> Addressee:
    return Addressee(
        NewRecipient(
            position=position,
            name=f"Người {position}",
            phone="+84911111111",
            street="Ấp 3",
            commune_code="31117",
            commune_name="Phường Ninh Kiều",
            province_code="92",
            province_name="Cần Thơ",
            places_as_of=clock.today(),
            former_place=None,
            message=None,
            hides_price=False,
            wanted_on=None,
        ),
        units or {},
    )


def deliver_combo_of(number: str) -> None:
    gather(number.partition("-")[0])
    for end in (OrderStatus.PACKED, OrderStatus.HANDED_OVER, OrderStatus.DELIVERED):
        bring(number, end)


@pytest.mark.parametrize("units", [4, 10**6])
def test_no_more_combos_are_shared_out_than_there_are(made: Made, units: int) -> None:
    view = baskets.get_view(baskets.find_basket_id(fill_combo(made, 3)), clock.today())
    with pytest.raises(MoreThanInBasket):
        split(view, [someone(1, {-made.combo_id: units})])
    with pytest.raises(MoreThanInBasket):
        split(view, [someone(1, {made.goods[0].variant_id: 1})])  # not out of a combo
