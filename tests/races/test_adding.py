"""Adding to an order while it is added to, cut, packed, or its last units are bought."""

from collections.abc import Callable
from functools import partial

from flask import Flask
from sqlalchemy import func, select, update
from sqlalchemy.exc import OperationalError

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from storefront.amendments import adding, correcting, offering
from storefront.amendments import service as amendments
from storefront.amendments.errors import AdditionChanged, TooFewLeft, TooLateToAmend
from storefront.amendments.rules import Field
from storefront.amendments.service import Act
from storefront.books import queries as books
from storefront.inventory.models import StockItem
from storefront.orders import service
from storefront.orders.errors import NotPossible, OrderMoved
from storefront.orders.models import Amendment, Order, OrderGroup, OrderLine
from storefront.orders.rules import OrderStatus, Party
from tests.factories.storefront import (
    NOW,
    Goods,
    fill_basket,
    make_goods,
    make_order,
    make_unpaid,
    place_basket,
)
from tests.factories.trade import pay
from tests.races.threads import meeting, together

REFUSALS = (OrderMoved, NotPossible, TooFewLeft, TooLateToAmend, AdditionChanged)


def order_of(number: str) -> Order:
    return session.scalars(select(Order).where(Order.number == number)).one()


def adder(number: str, goods: Goods, units: int, key: str = "mau-1") -> Callable[[], str]:
    """Somebody who has looked, and taps."""
    seal = offering.quote(order_of(number), {goods.variant_id: units}, clock.today()).seal

    def act() -> str:
        with transaction():
            tap = Act(Party.BUYER, Actor(), key)
            adding.add(order_of(number), {goods.variant_id: units}, tap, seal, clock.now())
        return "added"

    return act


def allocated(goods: Goods) -> int:
    session.expire_all()
    return session.get_one(StockItem, goods.item_id).allocated


def promised() -> int:
    return session.scalar(select(func.sum(OrderLine.quantity))) or 0


def check(goods: Goods, results: list[object]) -> None:
    assert all(isinstance(one, (str, *REFUSALS)) for one in results), results
    assert allocated(goods) == promised()
    assert books.verify().discrepancies == []


def test_a_double_tap_adds_once(shop: Flask) -> None:
    goods = make_goods(10)
    number = f"{make_order((goods.variant_id, 1))}-1"
    tap = adder(number, goods, 2)
    results = together(shop, [tap, tap, tap])
    assert "added" in results
    check(goods, results)
    assert (allocated(goods), len(session.scalars(select(Amendment)).all())) == (3, 1)


def test_the_last_units_go_to_one_order(shop: Flask) -> None:
    goods = make_goods(4)
    numbers = [f"{make_order((goods.variant_id, 1))}-1" for _ in range(2)]
    results = together(shop, [adder(one, goods, 2) for one in numbers])
    assert results.count("added") == 1
    check(goods, results)
    assert allocated(goods) == 4


def test_cut_add_and_pack_at_the_same_moment(shop: Flask) -> None:
    """Each of them may happen, in some order, or is refused; nothing is half done."""
    goods = make_goods(10)
    number = f"{make_order((goods.variant_id, 3))}-1"

    def cut() -> str:
        with transaction():
            order = order_of(number)
            act = Act(Party.BUYER, Actor(), "bot-1")
            amendments.cut(order, {order.lines[0].id: 1}, act, clock.now())
        return "cut"

    def pack() -> str:
        with transaction():
            service.change(order_of(number), OrderStatus.PACKED, Party.SELLER, Actor(), NOW)
        return "packed"

    results = together(shop, [cut, adder(number, goods, 2), pack])
    check(goods, results)
    expected = 3 - ("cut" in results) + 2 * ("added" in results)
    assert promised() == expected
    assert any(isinstance(one, str) for one in results)


def test_without_the_orders_version_a_packed_order_is_added_to(shop: Flask) -> None:
    """Negative control: both read the placed order, then write without asking for its version."""
    goods = make_goods(10)
    number = f"{make_order((goods.variant_id, 1))}-1"
    read = meeting(2)

    def write(**values: object) -> Callable[[], str]:
        def act() -> str:
            status = order_of(number).status
            session.rollback()
            read.wait()
            if status != OrderStatus.PLACED:
                return "refused"
            with transaction():
                session.execute(update(Order).where(Order.number == number).values(**values))
            return "written"

        return act

    results = together(shop, [write(status="packed"), write(weight_g=9_999)])
    assert results == ["written", "written"]
    session.expire_all()
    assert (order_of(number).status, order_of(number).weight_g) == ("packed", 9_999)


def test_money_and_amendments_do_not_wait_for_each_other(shop: Flask) -> None:
    """A purchase is paid a second time while its buyer takes units out and corrects the name."""
    goods = make_goods(40)
    make_unpaid((goods.variant_id, 1))
    numbers = []
    for place in range(6):
        token = fill_basket((goods.variant_id, 4))
        numbers.append(place_basket(token, f"mau-{place}-{token[:12]}", method="vietqr"))
        pay(numbers[-1])

    def cutter(number: str) -> Callable[[], None]:
        def act() -> None:
            with transaction():
                order = order_of(f"{number}-1")
                cut = Act(Party.BUYER, Actor(), f"bot-{number}")
                amendments.cut(order, {order.lines[0].id: 1}, cut, clock.now())

        return act

    def corrector(number: str) -> Callable[[], None]:
        def act() -> None:
            with transaction():
                query = select(OrderGroup).where(OrderGroup.number == number)
                given = {Field.NAME: "Lê Văn Năm"}
                correcting.correct(
                    session.scalars(query).one(), given, Party.BUYER, Actor(), clock.now()
                )

        return act

    acts: list[Callable[[], object]] = []
    for number in numbers:
        acts += [partial(pay, number, 5_000), cutter(number), partial(pay, number, 7_000)]
        acts.append(corrector(number))
    results = together(shop, acts)
    assert [one for one in results if isinstance(one, OperationalError)] == []
    assert books.verify().discrepancies == []
