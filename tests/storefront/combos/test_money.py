"""The money of a combo: every đồng has its owner, and it goes back whole."""

import pytest
from sqlalchemy import func, select

from catalog.kernel import clock
from catalog.kernel.db import session, transaction
from storefront.books import queries as books
from storefront.carriers import queries as carriers
from storefront.journal import queries as journal
from storefront.orders import settling
from storefront.orders.models import Order
from storefront.orders.rules import OrderStatus
from storefront.payments.models import Refund
from storefront.payouts import statement
from tests.factories.combos import (
    Made,
    buy_combo,
    deliver_combo,
    gather,
    make_combo,
)
from tests.factories.storefront import (
    make_account_to_receive,
    make_rate,
    set_values,
)
from tests.factories.trade import bring, pay
from tests.storefront.combos.buying import allocated, check_books, on_hand, orders_of


@pytest.fixture
def made(db: object) -> Made:
    make_rate()
    return make_combo()


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
