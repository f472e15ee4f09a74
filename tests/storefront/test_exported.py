"""What sellers did in the shop goes along with their data; who bought does not."""

from sqlalchemy import Connection

from catalog.kernel.db import session
from storefront import exported
from storefront.orders.models import Order, OrderChange, OrderGroup
from tests.factories.storefront import make_goods, make_order
from traceability.exports import queries
from traceability.exports.tables import Table


def placed() -> Order:
    """The seller's part of a new purchase."""
    return session.query(Order).filter(Order.number.startswith(make_order())).one()


Rows = list[dict[str, object]]


def read(producer_id: int) -> dict[str, Rows]:
    return {table.name: rows_of(table, producer_id) for table in exported.TABLES}


def rows_of(table: Table, producer_id: int) -> Rows:
    content = queries.read(table, [producer_id])
    return [dict(zip(content.columns, row, strict=True)) for row in content.rows]


def test_stock_and_orders_go_along(db: Connection) -> None:
    order = placed()
    found = read(order.producer_id)
    assert [row["number"] for row in found["don-hang"]] == [order.number]
    assert [row["order_id"] for row in found["don-hang-dong"]] == [order.id] * len(order.lines)
    assert {row["batch"] for row in found["kho"]} == {line.batch_code for line in order.lines}
    assert found["kho-nhap-xuat"]


def test_who_bought_is_in_no_file(db: Connection) -> None:
    order = placed()
    group = session.get(OrderGroup, order.group_id)
    assert group
    said = str(read(order.producer_id))
    for secret in (group.buyer_name, group.phone, group.street, group.placement_key):
        assert str(secret) not in said
    assert session.query(OrderChange).filter_by(order_id=order.id, by="buyer").count()


def test_nothing_of_another_seller_goes_along(db: Connection) -> None:
    order = placed()
    other = make_goods(on_hand=12)
    found = read(other.seller_id)
    assert found["don-hang"] == found["don-hang-dong"] == found["don-hang-buoc"] == []
    assert order.number not in str(found)
    assert [row["batch"] for row in found["kho"]] == [other.code]
