"""One statement taken in by two at once, one difference resolved by two at once."""

from datetime import UTC, date, datetime

from flask import Flask
from sqlalchemy import func, select, update

from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from storefront.remittance import service
from storefront.remittance.errors import AlreadyResolved
from storefront.remittance.models import CodDifference, CodLine
from storefront.remittance.rules import Outcome
from storefront.remittance.service import Sent
from storefront.shipping.carrying import Carrier
from tests.races.threads import meeting, together

NOW = datetime(2026, 11, 30, 3, tzinfo=UTC)
FILE = b"ma_van_don,tien_thu_ho\nEA000000001VN,5000\n"
SENT = Sent(Carrier.VNPOST, "BK-01", date(2026, 11, 29), FILE)


def take() -> bool:
    with transaction():
        return service.take_in(SENT, Actor(name="Chị Lan"), NOW).is_known


def test_a_statement_sent_by_two_at_once_is_entered_once(shop: Flask) -> None:
    assert sorted(together(shop, [take] * 4)) == [False, True, True, True]
    assert session.scalar(select(func.count(CodLine.id))) == 1
    assert session.scalar(select(func.count(CodDifference.id))) == 1


def test_of_two_who_resolve_one_is_told(shop: Flask) -> None:
    take()
    key = session.scalars(select(CodDifference.id)).one()

    def resolving(name: str) -> str:
        with transaction():
            service.resolve(Actor(name=name), key, Outcome.BORNE, name, NOW)
        return name

    results = together(shop, [lambda: resolving("Lan"), lambda: resolving("Ba")])
    (won,) = [one for one in results if isinstance(one, str)]
    assert len([one for one in results if isinstance(one, AlreadyResolved)]) == 1
    assert session.scalars(select(CodDifference.resolved_by)).one() == won


def test_without_the_condition_both_believe_they_resolved_it(shop: Flask) -> None:
    """Negative control: both read that it is open, then both write."""
    take()
    seen = meeting(2)

    def carelessly() -> bool:
        is_open = session.scalars(select(CodDifference.resolved_at)).one() is None
        session.rollback()
        seen.wait()
        with transaction():
            session.execute(update(CodDifference).values(resolved_at=NOW))
        return is_open

    assert together(shop, [carelessly, carelessly]) == [True, True]
