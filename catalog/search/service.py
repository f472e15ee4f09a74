"""Keeping the index: news of products comes as outbox rows, the worker brings them here."""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from catalog.kernel import clock, outbox
from catalog.search import queries
from catalog.search.errors import IndexMissing
from catalog.search.index import connected

TOPIC = "search.product"
Report = Callable[[int], None]
_log = logging.getLogger(__name__)


def _silent(count: int) -> None:
    """Report to nobody."""


def announce(product_id: int, now: datetime) -> None:
    """Write down, in the running transaction, that the product must be indexed again."""
    outbox.enqueue(TOPIC, str(product_id), {"product_id": product_id}, now)


def announce_producer(producer_id: int, now: datetime) -> None:
    """The same for all products of a producer, whose name and place they are found by."""
    for product_id in queries.list_product_ids(producer_id):
        announce(product_id, now)


def index_product(product_id: int) -> None:
    """Bring one product in the index up to date; raises IndexBusy while another one writes."""
    if not connected().update(product_id, lambda: queries.find_document(product_id, clock.today())):
        _log.warning("no search index: run ocop search rebuild")


def consume(payload: dict[str, Any]) -> None:
    """The consumer of the outbox topic."""
    index_product(int(payload["product_id"]))


def rebuild(report: Report = _silent) -> int:
    """Build the index from the tables and put it in place of the old one; how many products."""
    return connected().rebuild(queries.list_documents(clock.today()), report)


def rebuild_if_missing(report: Report = _silent) -> int | None:
    """Build the index where there is none that answers; how many products, or None."""
    try:
        queries.count_searchable()
    except IndexMissing:
        return rebuild(report)
    return None
