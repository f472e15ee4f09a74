"""Tax is withheld at delivery by the rate of that day, and given back with the goods."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.dated import AlreadyEnded, EndsBeforeItBegins
from catalog.kernel.db import session, transaction
from catalog.producers.models import Producer
from storefront.books import queries as books
from storefront.journal import queries as journal
from storefront.orders.models import Order
from storefront.payments.signals import money_received, money_returned
from storefront.withholding import queries, rules, service
from storefront.withholding.errors import ImpossibleRate
from storefront.withholding.models import TaxLine
from storefront.withholding.service import NewRate
from tests.factories.storefront import NOW, make_goods, make_order, set_values
from tests.factories.trade import deliver

NEW: dict[str, Any] = {
    "legal_form": "household",
    "held": "any",
    "vat_bp": 100,
    "pit_bp": 50,
    "valid_from": date(2026, 1, 1),
    "valid_to": None,
    "document": "Nghị định thử 1/2026",
}


def add(**changes: Any) -> None:
    with transaction():
        service.add_rate(Actor(name="Sáu"), NewRate(**{**NEW, **changes}), NOW)


def place(units: int = 1, form: str = "household") -> str:
    goods = make_goods()
    set_values(Producer, goods.seller_id, legal_form=form, tax_code="8000000001")
    return f"{make_order((goods.variant_id, units))}-1"


def refund(number: str, amount: int, key: str) -> None:
    with transaction():
        money_returned.send(None, reference=number, amount=amount, holder="payos", key=key)


def standing(number: str) -> dict[str, int]:
    return journal.standing_of_orders()[number]


def lines() -> list[TaxLine]:
    return list(session.scalars(select(TaxLine).order_by(TaxLine.id)))


def test_a_delivered_order_of_a_household_bears_the_tax_of_the_day(db: object) -> None:
    add()
    number = place()
    assert lines() == []
    deliver(number)
    (line,) = lines()
    assert (line.base, line.vat, line.pit, line.tax_code) == (95_000, 950, 475, "8000000001")
    assert line.taxed_on == clock.today()
    assert standing(number)["withheld_vat"] == -950
    assert standing(number)["withheld_pit"] == -475
    assert standing(number)["sellers"] == 1_425  # the seller has the cash and owes the tax
    assert books.verify().discrepancies == []


@pytest.mark.parametrize("form", ["company", "cooperative", "unknown"])
def test_who_has_no_rate_bears_none(db: object, form: str) -> None:
    add()
    deliver(place(form=form))
    assert lines() == []


def test_a_rate_for_money_through_the_platform_leaves_cash_alone(db: object) -> None:
    add(held="platform")
    deliver(place())
    assert lines() == []
    number = place()
    with transaction():
        money_received.send(None, reference=number, amount=1, holder="payos", key="payos:1")
    deliver(number)
    assert len(lines()) == 1


def test_a_return_gives_the_tax_back_to_the_last_dong(db: object) -> None:
    add()
    number = place(3)
    deliver(number)
    total = session.scalars(select(Order.total)).one()
    for key, amount in (("r1", 1), ("r2", total // 3), ("r2", total // 3)):
        refund(number, amount, key)
    refund(number, total - 1 - total // 3, "r3")
    assert sum(one.vat for one in lines()) == sum(one.base for one in lines()) == 0
    assert standing(number)["withheld_vat"] == standing(number)["withheld_pit"] == 0
    assert books.verify().discrepancies == []
    (filed,) = queries.list_month(clock.today().replace(day=1))
    assert (filed.orders, filed.sold, filed.returned, filed.vat) == (1, 285_000, -285_000, 0)


def test_a_filing_keeps_what_it_said(db: object) -> None:
    add()
    deliver(place())
    with pytest.raises(DBAPIError, match="append-only"), transaction():
        session.execute(text("UPDATE store_tax_lines SET vat = 0"))


def test_rates_are_checked_and_closed_once(db: object) -> None:
    with pytest.raises(ImpossibleRate):
        add(vat_bp=10_001)
    add()
    rate_id = queries.list_rates()[0].id
    with pytest.raises(EndsBeforeItBegins), transaction():
        service.close_rate(Actor(), rate_id, date(2025, 12, 31))
    with transaction():
        service.close_rate(Actor(), rate_id, date(2026, 1, 31))
    with pytest.raises(AlreadyEnded), transaction():
        service.close_rate(Actor(), rate_id, date(2026, 2, 28))


def test_the_rates_that_come_along_are_taken_in_once(db: object) -> None:
    with transaction():
        assert service.add_packaged(Actor(), NOW) == 4
        assert service.add_packaged(Actor(), NOW) == 0
    found = [queries.to_rate(one) for one in queries.list_rates()]
    for on in (date(2025, 7, 1), date(2026, 6, 30), date(2026, 7, 1)):
        rate = rules.pick(found, "household", on, through_platform=False)
        assert rate is not None
        assert (rate.vat_bp, rate.pit_bp) == (100, 50)
    assert rules.pick(found, "household", date(2025, 6, 30), through_platform=True) is None
    assert all("Nghị định" in one.document for one in queries.list_rates())


def test_a_visit_bears_the_rate_of_services_and_gives_it_back(db: object) -> None:
    number = place()
    deliver(number)  # before there is any rate
    add()
    add(vat_bp=500, pit_bp=200, activity="services")
    order = session.scalars(select(Order).where(Order.number == number)).one()
    with transaction():
        order.kind = "visit"
        service.withhold(order.id, clock.now())
    refund(number, order.total, "payos:all")
    whole, back = lines()
    assert (whole.activity, whole.vat, whole.pit) == ("services", 4_750, 1_900)
    assert (back.activity, back.vat, back.pit) == ("services", -4_750, -1_900)
