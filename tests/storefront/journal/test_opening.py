"""Orders of the time before the journal are entered as far as they came."""

from collections.abc import Iterator
from contextlib import contextmanager

from catalog.kernel.db import transaction
from storefront.books import queries as books
from storefront.journal import opening, queries
from storefront.orders.rules import OrderStatus, Party
from storefront.orders.signals import order_changed, order_placed
from storefront.payments.signals import money_received
from tests.factories.storefront import NOW, make_goods, make_order
from tests.factories.trade import bring, deliver


@contextmanager
def before_the_journal() -> Iterator[None]:
    """Nobody listens to orders and payments."""
    with order_placed.muted(), order_changed.muted(), money_received.muted():
        yield


def test_every_order_is_entered_once_as_far_as_it_came(db: object) -> None:
    goods = make_goods(100)
    with before_the_journal():
        waiting, gone, done = (f"{make_order((goods.variant_id, 1))}-1" for _ in range(3))
        bring(gone, OrderStatus.CANCELLED, Party.BUYER)
        deliver(done)
    assert len(books.verify().discrepancies) > 1
    with transaction():
        assert opening.enter_missing(NOW) == 3
        assert opening.enter_missing(NOW) == 0
    assert books.verify().discrepancies == []
    standing = queries.standing_of_orders()
    assert standing[waiting] == {"buyers": 125_000, "orders": -125_000}
    assert queries.balances_of_sellers() == {goods.seller_id: 0}


def test_orders_the_journal_knows_are_left_alone(db: object) -> None:
    make_order()
    with transaction():
        assert opening.enter_missing(NOW) == 0
