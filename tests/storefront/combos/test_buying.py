"""A combo is bought, packed and paid whole, or not at all; and every đồng has its owner."""

import pytest
from sqlalchemy import func, select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from catalog.products.models import Variant
from storefront.amendments import offering
from storefront.amendments import service as amendments
from storefront.amendments.errors import WholeCombo
from storefront.amendments.service import Act
from storefront.basket import combining
from storefront.basket import queries as baskets
from storefront.basket import service as basket_service
from storefront.basket.errors import BadQuantity, NotForSale, TooFewLeft
from storefront.basket.rules.lines import Problem
from storefront.books import queries as books
from storefront.carriers import queries as carriers
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
from storefront.inventory.errors import OtherBatchShort
from storefront.inventory.models import StockItem
from storefront.journal import queries as journal
from storefront.messages.models import Message
from storefront.orders import service, settling
from storefront.orders.errors import (
    BatchStopped,
    NoSuchOrder,
    NotAllAtPacker,
    NotPossible,
    PackedElsewhere,
)
from storefront.orders.models import Order, OrderGroup, OrderLine, Parcel
from storefront.orders.rules import OrderStatus, Party
from storefront.packing import bringing, picking, returning
from storefront.packing.queries import get_order_to_bring
from storefront.parcels.queries import get_contents
from storefront.payments.models import PaymentShare, Refund
from storefront.payouts import statement
from storefront.placing.rules import NewRecipient
from storefront.pricing.rules.terms import Kind
from storefront.shipping.rules import Place
from tests.factories.combos import (
    Made,
    buy_combo,
    deliver_combo,
    fill_combo,
    gather,
    make_combo,
    make_facts,
    worker,
)
from tests.factories.promotions import make_promotion
from tests.factories.storefront import (
    BUYER,
    NOW,
    make_account_to_receive,
    make_goods,
    make_rate,
    make_restricted,
    make_stock,
    place_basket,
    quote_of,
    set_values,
)
from tests.factories.trade import bring, pay
from traceability.batches.models import Batch


@pytest.fixture
def made(db: object) -> Made:
    make_rate()
    return make_combo()


def orders_of(number: str) -> list[Order]:
    query = select(Order).where(Order.number.startswith(number)).order_by(Order.number)
    return list(session.scalars(query.execution_options(populate_existing=True)))


def allocated(made: Made) -> list[int]:
    items = [session.get_one(StockItem, one.item_id, populate_existing=True) for one in made.goods]
    return [one.allocated for one in items]


def on_hand(made: Made) -> list[int]:
    items = [session.get_one(StockItem, one.item_id, populate_existing=True) for one in made.goods]
    return [one.on_hand for one in items]


def check_books() -> None:
    assert books.verify().discrepancies == []
    assert sum(one.debit - one.credit for one in journal.trial_balance()) == 0


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


def test_only_the_packer_takes_steps_and_only_with_all_goods_there(made: Made) -> None:
    number = buy_combo(made)
    with pytest.raises(NotAllAtPacker, match="Trà 1"), transaction():
        step(f"{number}-1", OrderStatus.PACKED)
    with pytest.raises(PackedElsewhere), transaction():
        step(f"{number}-2", OrderStatus.PACKED)
    gather(number)
    with pytest.raises(PackedElsewhere), transaction():
        step(f"{number}-2", OrderStatus.PACKED)
    bring(f"{number}-1", OrderStatus.PACKED)
    assert {one.status for one in orders_of(number)} == {"packed"}
    assert session.scalar(select(func.count(Parcel.id))) == 1
    with pytest.raises(PackedElsewhere), transaction():
        step(f"{number}-2", OrderStatus.HANDED_OVER)
    bring(f"{number}-1", OrderStatus.HANDED_OVER)
    assert on_hand(made) == [8, 9]
    with pytest.raises(PackedElsewhere), transaction():
        step(f"{number}-2", OrderStatus.UNDELIVERED)
    check_books()


def step(number: str, end: OrderStatus, by: Party = Party.SELLER) -> None:
    order = session.scalars(select(Order).where(Order.number == number)).one()
    service.change(order, end, by, Actor(), clock.now(), "sold_out")


def test_goods_come_to_the_packer_once(made: Made) -> None:
    number = buy_combo(made)
    gather(number)
    packer, other = orders_of(number)
    assert packer.at_packer_at is None
    assert other.at_packer_at is not None
    for order in (packer, other):
        with pytest.raises(NotPossible), transaction():
            again = session.get_one(Order, order.id)
            bringing.bring_to_packer(again, Actor(), clock.now())


def test_the_parcels_code_opens_all_that_is_inside(made: Made) -> None:
    number = buy_combo(made)
    gather(number)
    bring(f"{number}-1", OrderStatus.PACKED)
    code = session.scalars(select(Parcel.code)).one()
    inside = get_contents(code, clock.today()).inside
    assert [one.batch_code for one in inside] == [one.code for one in made.goods]


@pytest.mark.parametrize(
    ("values", "place"),
    [
        ({"recall_state": "recalled"}, 0),
        ({"recall_state": "recalled"}, 1),
        ({"recall_state": "quarantined"}, 1),
        ({"released_at": None}, 1),
        ({"best_before": clock.today().replace(year=2025)}, 1),
    ],
)
def test_a_batch_that_may_not_leave_keeps_all_of_it_here(
    made: Made, values: dict[str, object], place: int
) -> None:
    number = buy_combo(made)
    gather(number)
    set_values(Batch, made.goods[place].batch_id, **values)
    with pytest.raises(BatchStopped), transaction():
        step(f"{number}-1", OrderStatus.PACKED)
    assert {one.status for one in orders_of(number)} == {"placed"}
    assert session.scalar(select(func.count(Parcel.id))) == 0


def test_goods_that_may_not_leave_the_house_are_not_brought_to_the_packer(made: Made) -> None:
    number = buy_combo(made)
    set_values(Batch, made.goods[1].batch_id, recall_state="recalled")
    with pytest.raises(BatchStopped):
        gather(number)
    session.expire_all()
    assert all(one.at_packer_at is None for one in orders_of(number))


def test_a_part_is_not_filled_from_a_batch_that_was_recalled(made: Made) -> None:
    number = buy_combo(made)
    other = make_stock(session.get_one(Variant, made.goods[1].variant_id), 5)
    set_values(Batch, other.batch_id, recall_state="recalled")
    order = session.scalars(select(Order).where(Order.number == f"{number}-2")).one()
    with pytest.raises(OtherBatchShort), transaction():
        picking.repick(order, order.lines[0].id, other.id, made.other, clock.now())
    assert order.lines[0].batch_id == made.goods[1].batch_id


def test_a_batch_recalled_after_packing_keeps_the_parcel_in_the_house(made: Made) -> None:
    number = buy_combo(made)
    gather(number)
    bring(f"{number}-1", OrderStatus.PACKED)
    set_values(Batch, made.goods[1].batch_id, recall_state="recalled")
    with pytest.raises(BatchStopped), transaction():
        step(f"{number}-1", OrderStatus.HANDED_OVER)
    assert {one.status for one in orders_of(number)} == {"packed"}


def test_a_household_takes_another_batch_and_the_combo_goes_on(made: Made) -> None:
    number = buy_combo(made)
    gather(number)
    fresh = make_stock(session.get_one(Variant, made.goods[1].variant_id), 5)
    set_values(Batch, made.goods[1].batch_id, recall_state="recalled")
    with transaction():
        order = session.scalars(select(Order).where(Order.number == f"{number}-2")).one()
        picking.repick(order, order.lines[0].id, fresh.id, made.other, clock.now())
    with pytest.raises(NotAllAtPacker), transaction():  # the other batch is to be brought, too
        step(f"{number}-1", OrderStatus.PACKED)
    gather(number)
    bring(f"{number}-1", OrderStatus.PACKED)
    assert {one.status for one in orders_of(number)} == {"packed"}


@pytest.mark.parametrize(
    ("place", "end", "by"),
    [
        (1, OrderStatus.CANCELLED, Party.BUYER),
        (2, OrderStatus.CANCELLED, Party.BUYER),
        (1, OrderStatus.CANCELLED, Party.OPERATOR),
        (2, OrderStatus.CANCELLED, Party.OPERATOR),
        (1, OrderStatus.REFUSED, Party.SELLER),
        (2, OrderStatus.REFUSED, Party.SELLER),
    ],
)
def test_one_part_called_off_calls_off_all(
    made: Made, place: int, end: OrderStatus, by: Party
) -> None:
    number = buy_combo(made, 2)
    bring(f"{number}-{place}", end, by)
    assert {one.status for one in orders_of(number)} == {end.value}
    assert {one.changes[-1].by for one in orders_of(number)} == {by.value}
    assert allocated(made) == [0, 0]
    assert set(session.scalars(select(PaymentShare.state))) == {"void"}
    check_books()


def test_after_packing_a_household_may_still_refuse_for_all(made: Made) -> None:
    number = buy_combo(made)
    gather(number)
    bring(f"{number}-1", OrderStatus.PACKED)
    bring(f"{number}-2", OrderStatus.REFUSED)
    assert {one.status for one in orders_of(number)} == {"refused"}
    assert allocated(made) == [0, 0]
    check_books()


def test_what_was_bought_beside_a_combo_stays_when_it_is_called_off(made: Made) -> None:
    number = place_basket(fill_combo(made, 1, (make_goods().variant_id, 1)))
    combo = next(one for one in orders_of(number) if one.combo_sale_id)
    bring(combo.number, OrderStatus.CANCELLED, Party.BUYER)
    assert sorted(one.status for one in orders_of(number)) == ["cancelled", "cancelled", "placed"]
    check_books()


@pytest.mark.parametrize("by", [Party.BUYER, Party.SELLER, Party.OPERATOR])
def test_a_single_part_is_not_taken_out(made: Made, by: Party) -> None:
    number = buy_combo(made, 2)
    order = orders_of(number)[1]
    line = order.lines[0]
    with pytest.raises(WholeCombo), transaction():
        act = Act(by, Actor(), "form-1", "sold_out")
        amendments.cut(session.get_one(Order, order.id), {line.id: 1}, act, clock.now())
    assert isinstance(offering.why_not(orders_of(number)[0]), WholeCombo)


def test_cash_is_with_the_packer_and_everybody_is_owed_what_is_theirs(made: Made) -> None:
    number = buy_combo(made)
    packer, other = orders_of(number)
    total = packer.total + other.total
    deliver_combo(number)
    assert {one.status for one in orders_of(number)} == {"delivered"}
    owed = journal.balances_of_sellers()
    # The packer holds all the cash: less its own part and the packing fee, it owes the rest.
    assert owed[packer.producer_id] == packer.total + 6_000 - total
    assert owed[other.producer_id] == other.total - 6_000
    assert sum(owed.values()) == 0
    check_books()


def test_the_statement_says_where_the_money_of_a_combo_went(made: Made) -> None:
    number = buy_combo(made)
    packer, other = orders_of(number)
    deliver_combo(number)
    first = clock.today().replace(day=1)
    month = statement.month_of(made.packer, first)
    assert list(month.orders) == [packer.number]
    split = month.orders[packer.number]
    assert (split.goods, split.delivery, split.packing) == (153_226, packer.shipping_fee, 6_000)
    assert split.cash == packer.total + other.total
    assert statement.get_order_money(made.packer, packer.number).split == split
    theirs = statement.month_of(made.other, first).orders[other.number]
    assert (theirs.goods, theirs.packing, theirs.cash) == (96_774, -6_000, 0)
    assert theirs.by_platform == 90_774
    assert split.by_platform + theirs.by_platform == 0


def test_the_carrier_collects_for_all_that_is_in_the_parcel(made: Made) -> None:
    number = buy_combo(made)
    packer, other = orders_of(number)
    assert carriers.cash_of(packer) == packer.total + other.total
    gather(number)
    bring(f"{number}-1", OrderStatus.PACKED)
    assert [one.number for one in carriers.list_to_hand_over(made.packer)] == [packer.number]
    assert carriers.list_to_hand_over(made.other) == []


def test_paid_beforehand_all_parts_go_on_together_and_money_goes_back_whole(made: Made) -> None:
    make_account_to_receive()
    number = buy_combo(made, method="vietqr")
    assert {one.status for one in orders_of(number)} == {"unpaid"}
    pay(number)
    assert {one.status for one in orders_of(number)} == {"placed"}
    check_books()
    bring(f"{number}-2", OrderStatus.REFUSED)
    assert {one.status for one in orders_of(number)} == {"refused"}
    back = session.scalar(select(func.sum(Refund.amount)))
    assert back == sum(one.total for one in orders_of(number))
    check_books()


def test_paid_beforehand_everybody_is_owed_and_nobody_owes(made: Made) -> None:
    make_account_to_receive()
    number = buy_combo(made, method="vietqr")
    pay(number)
    deliver_combo(number)
    packer, other = orders_of(number)
    owed = journal.balances_of_sellers()
    assert owed == {
        packer.producer_id: packer.total + 6_000,
        other.producer_id: other.total - 6_000,
    }
    check_books()


def test_nobody_paid_in_time_and_all_of_it_returns(made: Made) -> None:
    make_account_to_receive()
    number = buy_combo(made, method="vietqr")
    with transaction():
        settling.lapse(number, clock.now())
    assert {one.status for one in orders_of(number)} == {"cancelled"}
    assert allocated(made) == [0, 0]
    check_books()
    pay(number)  # too late, and all of it is still there
    assert {one.status for one in orders_of(number)} == {"placed"}
    assert allocated(made) == [2, 1]
    check_books()


@pytest.mark.parametrize(("is_fit", "left"), [(True, [10, 10]), (False, [8, 9])])
def test_a_parcel_that_comes_back_brings_all_of_it_back(
    made: Made, is_fit: bool, left: list[int]
) -> None:
    number = buy_combo(made)
    gather(number)
    for end in (OrderStatus.PACKED, OrderStatus.HANDED_OVER):
        bring(f"{number}-1", end)
    with transaction():
        order = session.scalars(select(Order).where(Order.number == f"{number}-1")).one()
        returning.bring_back(order, "not_reached", Actor(), clock.now(), is_fit=is_fit)
    assert {one.status for one in orders_of(number)} == {"undelivered"}
    assert on_hand(made) == left
    check_books()


def test_the_buyer_is_told_of_a_parcel_once(made: Made) -> None:
    number = buy_combo(made)
    gather(number)
    for end in (OrderStatus.PACKED, OrderStatus.HANDED_OVER):
        bring(f"{number}-1", end)
    shipped = select(func.count(Message.id)).where(Message.key.startswith("shipped/"))
    assert session.scalar(shipped) == 1


def test_only_who_brings_and_who_packs_say_that_goods_came(made: Made) -> None:
    number = buy_combo(made)
    stranger = worker(make_goods().seller_id)
    for actor in (made.packer, made.other):
        assert get_order_to_bring(actor, f"{number}-2").number == f"{number}-2"
    for actor, wanted in ((made.other, f"{number}-1"), (stranger, f"{number}-2")):
        with pytest.raises(NoSuchOrder):
            get_order_to_bring(actor, wanted)


def test_the_books_find_half_a_combo(made: Made) -> None:
    number = buy_combo(made)
    set_values(Order, orders_of(number)[1].id, status="packed")
    assert f"combo of {number}-1: its orders do not agree" in books.verify().discrepancies


def test_units_of_one_batch_at_two_prices_wait_for_their_money_together(db: object) -> None:
    make_rate()
    make_account_to_receive()
    made = make_combo(price=250_002)
    number = buy_combo(made, 3, method="vietqr")
    lines = [(one.quantity, one.unit_price) for one in orders_of(number)[0].lines]
    assert lines == [(3, 76_613), (3, 76_614)]
    pay(number)
    deliver_combo(number)
    assert on_hand(made) == [4, 7]
    check_books()


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
