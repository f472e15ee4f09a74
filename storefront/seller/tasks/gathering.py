"""All sources of tasks, and the one list they make. A new source is one more line here.

A source takes the actor and the moment and gives its tasks, none where nothing waits, in a fixed
number of queries; the Today page pins the sum.
"""

from collections.abc import Callable, Iterable
from datetime import datetime

from catalog.kernel.actor import Actor
from catalog.kernel.clock import local_date
from storefront.seller.tasks import answers, books, goods, papers, shop
from storefront.seller.tasks.rules import Task, in_order

Source = Callable[[Actor, datetime], Iterable[Task]]

SOURCES: tuple[Source, ...] = (
    answers.buyers_to_tell,
    answers.harvests_to_share,
    answers.claims_waiting,
    answers.complaints_waiting,
    answers.questions_waiting,
    answers.invoices_waiting,
    answers.combos_waiting,
    answers.reviews_waiting,
    shop.opening,
    shop.closed,
    shop.account_to_be_paid_to,
    goods.held_back_by_law,
    goods.stock,
    goods.unfinished,
    papers.stars,
    papers.licences,
    papers.certificates,
    papers.area_codes,
    papers.laboratory_tests,
    books.harvests_to_explain,
    books.yields_to_confirm,
)


def list_tasks(actor: Actor, now: datetime) -> list[Task]:
    """Everything that waits for the actor's producer, what is due first at the top."""
    found = (task for source in SOURCES for task in source(actor, now))
    return in_order(found, local_date(now))
