"""Fees are frozen at placement, owed from the delivery on, and given back in proportion."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.dated import AlreadyEnded, EndsBeforeItBegins
from catalog.kernel.db import session, transaction
from storefront.books import queries as books
from storefront.commission import queries, service
from storefront.commission.errors import CapUnderFloor, ImpossibleRule
from storefront.commission.models import CommissionLine
from storefront.commission.service import NewRule
from storefront.journal import queries as journal
from storefront.orders.models import Order
from storefront.orders.rules import OrderStatus, Party
from storefront.payments.signals import money_returned
from tests.factories.storefront import NOW, make_goods, make_order
from tests.factories.trade import bring, deliver

NEW: dict[str, Any] = {
    "name": "Chung",
    "scope": "all",
    "scope_value": None,
    "percent_bp": 500,
    "flat_per_unit": 0,
    "floor": 0,
    "cap": None,
    "vat_bp": 800,
    "valid_from": date(2026, 1, 1),
    "source": "Quy chế 1/2026",
}


def add(**changes: Any) -> int:
    with transaction():
        return service.add_rule(Actor(name="Sáu"), NewRule(**{**NEW, **changes}), NOW).id


def refund(number: str, amount: int, key: str) -> None:
    with transaction():
        money_returned.send(None, reference=number, amount=amount, holder="payos", key=key)


def lines_of(number: str) -> list[CommissionLine]:
    order_id = session.scalars(select(Order.id).where(Order.number == number)).one()
    return queries.list_lines(order_id)


def place(units: int = 1) -> str:
    return f"{make_order((make_goods().variant_id, units))}-1"


def standing(number: str) -> dict[str, int]:
    return journal.standing_of_orders()[number]


def test_without_rules_nothing_is_charged(db: object) -> None:
    number = place()
    deliver(number)
    assert [(one.fee, one.rule_id) for one in lines_of(number)] == [(0, None)]
    assert "commission" not in standing(number)


def test_a_placed_order_keeps_the_fee_of_its_day(db: object) -> None:
    rule_id = add()
    number = place()
    with transaction():
        service.close_rule(Actor(), rule_id, clock.today())
    add(percent_bp=9_000)
    (line,) = lines_of(number)
    assert (line.base, line.fee, line.vat, line.rule_name) == (95_000, 4_750, 380, "Chung")
    deliver(number)
    assert standing(number)["commission"] == -4_750
    assert standing(number)["fee_vat"] == -380
    assert standing(number)["sellers"] == 5_130
    assert books.verify().discrepancies == []


def test_an_order_called_off_pays_no_fee(db: object) -> None:
    add()
    number = place()
    bring(number, OrderStatus.CANCELLED, Party.BUYER)
    refund(number, 5, "r1")
    assert "commission" not in standing(number)


def test_freezing_again_changes_nothing(db: object) -> None:
    number = place()
    add()
    with transaction():
        order_id = session.scalars(select(Order.id).where(Order.number == number)).one()
        service.freeze(order_id, NOW)
    assert [one.fee for one in lines_of(number)] == [0]


def test_a_refund_gives_the_fee_back_in_proportion_to_the_last_dong(db: object) -> None:
    add()
    number = place(3)
    deliver(number)
    total = session.scalars(select(Order.total)).one()
    for key, amount in (("r1", 1), ("r2", total // 3), ("r2", total // 3), ("r3", 7)):
        refund(number, amount, key)
    refund(number, total - 1 - total // 3 - 7, "r4")
    assert standing(number)["commission"] == 0
    assert standing(number)["fee_vat"] == 0
    (line,) = lines_of(number)
    assert queries.returns_of(line.order_id)[line.id] == (line.fee, line.vat)
    assert books.verify().discrepancies == []


@pytest.mark.parametrize("parts", [[62_501, 62_499], [1, 1, 124_998], [41_667, 41_667, 41_666]])
def test_a_floor_above_the_goods_never_makes_a_seller_pay(db: object, parts: list[int]) -> None:
    """Fee and VAT take all of a small order, and nothing more, whatever goes back of it."""
    add(percent_bp=0, floor=500_000)
    number = place()
    deliver(number)
    assert sum(one.fee + one.vat for one in lines_of(number)) <= lines_of(number)[0].base
    for place_, part in enumerate(parts):
        refund(number, part, f"r{place_}")
        assert standing(number)["sellers"] <= 125_000  # the cash it has in hand
    assert books.verify().discrepancies == []


def test_what_was_charged_stays(db: object) -> None:
    place()
    with pytest.raises(DBAPIError, match="append-only"), transaction():
        session.execute(text("UPDATE store_commission_lines SET fee = 1"))


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"floor": 5, "cap": 4}, CapUnderFloor),
        ({"percent_bp": 10_001}, ImpossibleRule),
        ({"scope": "producer"}, ImpossibleRule),
    ],
)
def test_an_impossible_rule_is_refused(
    db: object, changes: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        add(**changes)
    assert queries.list_rules() == []


def test_a_rule_is_closed_once_and_not_before_it_began(db: object) -> None:
    rule_id = add()
    with pytest.raises(EndsBeforeItBegins), transaction():
        service.close_rule(Actor(), rule_id, date(2025, 12, 31))
    with transaction():
        service.close_rule(Actor(), rule_id, date(2026, 1, 1))
    with pytest.raises(AlreadyEnded), transaction():
        service.close_rule(Actor(), rule_id, date(2026, 1, 2))


def test_the_operator_orders_the_rules(db: object) -> None:
    first, second = add(), add(name="Hai", percent_bp=100)
    with transaction():
        service.move_up(Actor(), second)
        service.move_up(Actor(), second)
    assert [one.id for one in queries.list_rules()] == [second, first]
    assert [one.fee for one in lines_of(place())] == [950]
