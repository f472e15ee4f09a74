"""Cash on delivery: due, then received or void, once."""

import pytest
from sqlalchemy import select

from catalog.kernel.db import session, transaction
from storefront.payments import queries, service
from storefront.payments.errors import AlreadySettled
from storefront.payments.models import Payment, PaymentShare
from tests.factories.storefront import NOW

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def payment(db: object) -> None:
    with transaction():
        service.open_cod("DH26A", [("DH26A-1", 125_000), ("DH26A-2", 75_000)], NOW)


def test_the_payment_is_the_sum_of_its_shares(payment: None) -> None:
    assert session.scalars(select(Payment.amount)).one() == 200_000
    assert queries.states_of(["DH26A-1", "DH26A-2", "DH26B-1"]) == {
        "DH26A-1": "due",
        "DH26A-2": "due",
    }
    assert queries.list_uneven() == []


def test_each_share_is_settled_once(payment: None) -> None:
    with transaction():
        service.receive("DH26A-1", NOW)
        service.void("DH26A-2", NOW)
    assert queries.states_of(["DH26A-1", "DH26A-2"]) == {"DH26A-1": "received", "DH26A-2": "void"}
    for settle in (service.receive, service.void):
        with pytest.raises(AlreadySettled), transaction():
            settle("DH26A-1", NOW)
    assert queries.amounts_of_shares()["DH26A-1"] == (125_000, "received", "cod")


def test_an_uneven_payment_is_found(payment: None) -> None:
    with transaction():
        share = session.scalars(select(PaymentShare).limit(1)).one()
        share.amount += 1
    assert queries.list_uneven() == ["DH26A"]
