"""Reservations: free again by condition, kept when paid, never given out twice."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from storefront.inventory import holding, queries, service
from storefront.inventory.errors import SoldOut
from storefront.inventory.models import Reservation, StockItem
from tests.factories.storefront import Goods, make_goods

pytestmark = pytest.mark.usefixtures("db")
WHO = Actor(name="Chị Mận")


@pytest.fixture
def goods(db: object) -> Goods:
    return make_goods(5)


@pytest.fixture
def now() -> datetime:
    return clock.now()


def buy(goods: Goods, units: int, document: str, now: datetime, hold: timedelta | None) -> None:
    with transaction():
        wanted = {goods.variant_id: (units, clock.today())}
        picked = service.allocate(WHO, wanted, document, now)
        if hold:
            lines = [(one.stock.item_id, one.quantity) for one in picked[goods.variant_id]]
            holding.hold(lines, document, now + hold)


def keep(goods: Goods, units: int, document: str, now: datetime) -> None:
    with transaction():
        holding.keep(WHO, [(goods.item_id, units)], document, now)


def counters(goods: Goods) -> tuple[int, int, int]:
    """In the books, promised, and what a buyer is told is free."""
    item = session.get_one(StockItem, goods.item_id, populate_existing=True)
    free = queries.available_for([goods.variant_id], clock.today())[goods.variant_id].free
    assert queries.list_drift() == []
    return item.on_hand, item.allocated, free


def states() -> list[str]:
    return list(session.scalars(select(Reservation.state).order_by(Reservation.id)))


def test_held_units_are_not_for_others(goods: Goods, now: datetime) -> None:
    buy(goods, 3, "DH-1", now, timedelta(minutes=20))
    assert counters(goods) == (5, 3, 2)
    with pytest.raises(SoldOut):
        buy(goods, 3, "DH-2", now, None)


def test_lapsed_units_are_free_without_any_job(goods: Goods, now: datetime) -> None:
    then = now - timedelta(minutes=30)
    buy(goods, 3, "DH-1", then, timedelta(minutes=20))
    assert counters(goods) == (5, 3, 5)
    buy(goods, 4, "DH-2", now, None)
    assert counters(goods) == (5, 4, 1)
    assert states() == ["lapsed"]


def test_paid_units_stay_for_good(goods: Goods, now: datetime) -> None:
    buy(goods, 3, "DH-1", now, timedelta(minutes=20))
    keep(goods, 3, "DH-1", now)
    assert states() == ["kept"]
    with pytest.raises(SoldOut):
        buy(goods, 3, "DH-2", now + timedelta(hours=1), None)


def test_late_money_keeps_what_nobody_took(goods: Goods, now: datetime) -> None:
    buy(goods, 3, "DH-1", now, timedelta(minutes=20))
    keep(goods, 3, "DH-1", now + timedelta(hours=1))
    assert counters(goods) == (5, 3, 2)


def test_late_money_takes_again_what_is_still_there(goods: Goods, now: datetime) -> None:
    later = now + timedelta(hours=1)
    buy(goods, 3, "DH-1", now - timedelta(hours=1), timedelta(minutes=20))
    buy(goods, 1, "DH-2", now, None)
    keep(goods, 3, "DH-1", later)
    assert counters(goods) == (5, 4, 1)
    assert states() == ["kept"]


def test_late_money_for_goods_that_are_gone_changes_nothing(goods: Goods, now: datetime) -> None:
    buy(goods, 3, "DH-1", now - timedelta(hours=1), timedelta(minutes=20))
    buy(goods, 4, "DH-2", now, None)
    with pytest.raises(SoldOut):
        keep(goods, 3, "DH-1", now)
    assert counters(goods) == (5, 4, 1)
    assert states() == ["lapsed"]


def test_letting_go_gives_back_once(goods: Goods, now: datetime) -> None:
    buy(goods, 3, "DH-1", now, timedelta(minutes=20))
    for _ in range(2):
        with transaction():
            holding.let_go(WHO, [(goods.item_id, 3)], "DH-1", now)
    assert counters(goods) == (5, 0, 5)


def test_letting_go_after_others_took_them_gives_back_nothing(goods: Goods, now: datetime) -> None:
    buy(goods, 3, "DH-1", now - timedelta(hours=1), timedelta(minutes=20))
    buy(goods, 5, "DH-2", now, None)
    with transaction():
        holding.let_go(WHO, [(goods.item_id, 3)], "DH-1", now)
    assert counters(goods) == (5, 5, 0)


def test_one_reserves_what_another_let_lapse(goods: Goods, now: datetime) -> None:
    """A chain of buyers who never pay: each finds all units free."""
    for number in range(4):
        then = now - timedelta(hours=8 - number)
        buy(goods, 5, f"DH-{number}", then, timedelta(minutes=20))
    assert states() == ["lapsed", "lapsed", "lapsed", "held"]
    assert counters(goods) == (5, 5, 5)


@pytest.mark.parametrize(("end", "left"), [(holding.keep, 3), (holding.let_go, 0)])
def test_two_lines_of_one_order_from_the_same_batch_count_together(
    goods: Goods, now: datetime, end: Callable[..., None], left: int
) -> None:
    lines = [(goods.item_id, 1), (goods.item_id, 2)]
    with transaction():
        service.allocate(WHO, {goods.variant_id: (3, clock.today())}, "DH-1", now)
        holding.hold(lines, "DH-1", now + timedelta(minutes=20))
    with transaction():
        end(WHO, lines, "DH-1", now)
    assert counters(goods) == (5, left, 5 - left)


def test_late_money_takes_both_lines_of_the_same_batch_again(goods: Goods, now: datetime) -> None:
    lines = [(goods.item_id, 1), (goods.item_id, 2)]
    with transaction():
        service.allocate(WHO, {goods.variant_id: (3, clock.today())}, "DH-1", now)
        holding.hold(lines, "DH-1", now - timedelta(minutes=20))
    buy(goods, 2, "DH-2", now, None)  # finds the lapsed units
    with transaction():
        holding.keep(WHO, lines, "DH-1", now)
    assert counters(goods) == (5, 5, 0)
