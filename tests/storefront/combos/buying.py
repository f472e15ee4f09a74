"""What was bought of a combo, and whether the books agree."""

from sqlalchemy import select

from catalog.kernel.db import session
from storefront.books import queries as books
from storefront.inventory.models import StockItem
from storefront.journal import queries as journal
from storefront.orders.models import Order
from tests.factories.combos import Made


def orders_of(number: str) -> list[Order]:
    query = select(Order).where(Order.number.startswith(number)).order_by(Order.number)
    return list(session.scalars(query.execution_options(populate_existing=True)))


def allocated(made: Made) -> list[int]:
    items = [session.get_one(StockItem, one.item_id, populate_existing=True) for one in made.goods]
    return [one.allocated for one in items]


def on_hand(made: Made) -> list[int]:
    items = [session.get_one(StockItem, one.item_id, populate_existing=True) for one in made.goods]
    return [one.on_hand for one in items]


def check_books() -> None:
    assert books.verify().discrepancies == []
    assert sum(one.debit - one.credit for one in journal.trial_balance()) == 0
