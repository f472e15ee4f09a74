"""Connects the signals of lower features to what must follow above.

A reaction runs in the same transaction and only writes rows. All of them are listed here.
"""

from typing import Any

from flask import Flask

from catalog.certification.signals import recognition_changed
from catalog.kernel import clock
from catalog.producers.signals import producer_changed
from catalog.products.signals import product_changed
from catalog.search import service as search
from traceability.areas.signals import area_changed
from traceability.batches.signals import batches_changed
from traceability.passport import pages, reach
from traceability.recalls.signals import recall_changed


def init_app(app: Flask) -> None:
    """Connect every reaction."""
    # Passport pages that show what has changed are stale from this very transaction on.
    product_changed.connect(passports_of_product)
    producer_changed.connect(passports_of_producer)
    recognition_changed.connect(passports_of_product)
    area_changed.connect(passports_of_area)
    batches_changed.connect(passports_of_batches)
    recall_changed.connect(passports_of_batches)
    # What a search finds follows the tables: the worker indexes the product again.
    product_changed.connect(found_product)
    producer_changed.connect(found_products_of)
    recognition_changed.connect(found_product)


def passports_of_product(_sender: object, product_id: int, **_news: Any) -> None:
    pages.mark_stale(reach.list_batches_showing_product(product_id), clock.now())


def passports_of_producer(_sender: object, producer_id: int, **_news: Any) -> None:
    pages.mark_stale(reach.list_batches_showing_producer(producer_id), clock.now())


def passports_of_area(_sender: object, area_id: int, **_news: Any) -> None:
    pages.mark_stale(reach.list_batches_showing_area(area_id), clock.now())


def passports_of_batches(_sender: object, batch_ids: frozenset[int], **_news: Any) -> None:
    pages.mark_stale(batch_ids, clock.now())


def found_product(_sender: object, product_id: int, **_news: Any) -> None:
    search.announce(product_id, clock.now())


def found_products_of(_sender: object, producer_id: int, **_news: Any) -> None:
    search.announce_producer(producer_id, clock.now())
