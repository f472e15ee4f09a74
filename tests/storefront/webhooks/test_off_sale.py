"""An outside shop hears that nothing is free while goods are off sale, and what is there after."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import Connection

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import transaction
from storefront.closures import service as closures
from storefront.inventory import service as inventory
from storefront.webhooks import off_sale
from tests.factories.storefront import TODAY, Goods, make_goods
from tests.storefront.webhooks.receiver import Receiver, listening
from tests.storefront.webhooks.test_service import connect, relay


@pytest.fixture
def receiver(app: Flask, db: Connection) -> Iterator[Receiver]:
    with app.app_context(), listening() as found:
        yield found


@pytest.fixture
def goods(receiver: Receiver) -> Goods:
    goods = make_goods(10)
    connect(receiver, goods.seller_id, ["stock.changed"])
    return goods


def seller_of(goods: Goods) -> Actor:
    return Actor(id=7, name="Chị Hoa", producer_ids=frozenset({goods.seller_id}))


def close(goods: Goods, first: int = 0, last: int | None = 3) -> None:
    until = None if last is None else TODAY + timedelta(days=last)
    with transaction():
        closures.close(seller_of(goods), TODAY + timedelta(days=first), until, None, clock.now())


def news(receiver: Receiver) -> list[tuple[int, int, bool, str | None]]:
    relay()
    found: list[dict[str, Any]] = [json.loads(body)["data"] for _, _, body in receiver.got]
    receiver.got.clear()
    return [(one["on_hand"], one["free"], one["off_sale"], one["back_on"]) for one in found]


def in_days(days: int) -> str:
    return (TODAY + timedelta(days=days)).isoformat()


def test_a_shop_that_closes_and_opens_is_told_at_once(receiver: Receiver, goods: Goods) -> None:
    close(goods)
    assert news(receiver) == [(10, 0, True, in_days(4))]
    with transaction():
        inventory.receive(seller_of(goods), goods.variant_id, goods.batch_id, 5, clock.now())
    assert news(receiver) == [(15, 0, True, in_days(4))], "what comes in is not free yet"
    with transaction():
        closures.reopen(seller_of(goods), clock.now())
    assert news(receiver) == [(15, 15, False, None)]
    assert off_sale.tell_all() == 0


def test_goods_are_paused_and_sold_again(receiver: Receiver, goods: Goods) -> None:
    back = TODAY + timedelta(days=2)
    with transaction():
        closures.pause(seller_of(goods), goods.variant_id, back, clock.now())
    assert news(receiver) == [(10, 0, True, back.isoformat())]
    with transaction():
        closures.resume(seller_of(goods), goods.variant_id, clock.now())
    assert news(receiver) == [(10, 10, False, None)]


def test_what_a_day_closes_and_opens_is_told_once(receiver: Receiver, goods: Goods) -> None:
    close(goods, 1, 2)
    assert news(receiver) == []
    for days, said in ((0, []), (1, [(10, 0, True, in_days(3))]), (3, [(10, 10, False, None)])):
        with time_machine.travel(clock.now() + timedelta(days=days)):
            off_sale.tell_all()
            off_sale.tell_all()
            assert news(receiver) == said


def test_who_connects_while_it_is_closed_is_told(receiver: Receiver) -> None:
    goods = make_goods(10)
    close(goods, last=None)
    assert off_sale.tell_all() == 0
    connect(receiver, goods.seller_id, ["stock.changed"])
    assert off_sale.tell_all() == 1
    assert news(receiver) == [(10, 0, True, None)]
    connect(receiver, None, ["stock.changed"])  # a partner comes later, and hears it too
    assert off_sale.tell_all() == 1
    assert news(receiver) == [(10, 0, True, None)] * 2


def test_what_nobody_hears_is_not_kept(receiver: Receiver) -> None:
    goods = make_goods(10)
    connect(receiver, goods.seller_id, ["order.placed"])
    close(goods)
    assert off_sale.tell_all() == 0
    assert news(receiver) == []
