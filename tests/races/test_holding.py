"""While money is placed, its purchase stands still, and what only names it goes on."""

import pytest
from flask import Flask
from sqlalchemy import insert, select, update
from sqlalchemy.exc import OperationalError

from catalog.kernel import clock
from catalog.kernel.db import db, session, transaction
from storefront.orders import settling
from storefront.orders.models import ContactChange, Order, OrderChange, OrderGroup
from tests.factories.storefront import make_unpaid


@pytest.mark.postgresql
def test_who_places_money_keeps_nobody_from_naming_the_purchase(shop: Flask) -> None:
    """Claims and corrections name a purchase while they hold another row of it: were they to wait
    here, and the money for that row, neither would go on."""
    number = make_unpaid()
    group_id = session.scalars(select(OrderGroup.id).where(OrderGroup.number == number)).one()
    (order_id,) = session.scalars(select(Order.id).where(Order.group_id == group_id)).all()
    said = {"by": "buyer", "actor_name": "", "at": clock.now()}
    with transaction():
        settling.find_waiting(number, lock=True)
        with db.engine.connect() as other:
            other.exec_driver_sql("SET lock_timeout = '2s'")
            named = {"group_id": group_id, "field": "name", **said}
            other.execute(insert(ContactChange).values(**named))
            other.execute(insert(OrderChange).values(order_id=order_id, to_status="unpaid", **said))
            with pytest.raises(OperationalError, match="lock timeout"):
                other.execute(update(Order).where(Order.id == order_id).values(status="cancelled"))
