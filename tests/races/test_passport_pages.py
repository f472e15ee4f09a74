"""A renderer that has read old facts while a writer commits new ones never stores its page."""

import threading
from collections.abc import Callable
from datetime import date

from flask import Flask
from sqlalchemy import select, update

from catalog.kernel import clock
from catalog.kernel.db import session, transaction
from tests.live import Words
from traceability.batches.models import Batch
from traceability.passport import pages

CODE = "CT2611-03K7M-X"


def state_of_batch() -> str:
    return str(session.scalar(select(Batch.recall_state).where(Batch.code == CODE)))


def recall(app: Flask, number: int) -> None:
    """Another process: recalls the batch and marks its pages in one transaction."""

    def write() -> None:
        with app.app_context(), transaction():
            session.execute(update(Batch).where(Batch.id == number).values(recall_state="recalled"))
            pages.mark_stale([number])

    thread = threading.Thread(target=write)
    thread.start()
    thread.join(timeout=20)
    assert not thread.is_alive()


def test_a_page_of_old_facts_is_not_stored(
    shop: Flask,
    make_batch: Callable[..., Batch],
) -> None:
    number = make_batch(CODE).id

    def render(code: str, language: str, on: date) -> Words:
        page = Words(state_of_batch())
        recall(shop, number)
        return page

    assert pages.make(CODE, "vi", clock.now(), render).html == "normal"
    assert pages.find_fresh(CODE, "vi", clock.now()) is None
    pages.make(CODE, "vi", clock.now(), lambda *_: Words(state_of_batch()))
    fresh = pages.find_fresh(CODE, "vi", clock.now())
    assert fresh is not None
    assert fresh.html == b"recalled"


def test_noting_the_mark_too_late_stores_a_lie(
    shop: Flask,
    make_batch: Callable[..., Batch],
) -> None:
    """Negative control: the same renderer, but the mark is read after the facts."""
    number = make_batch(CODE).id
    page = Words(state_of_batch())
    recall(shop, number)
    session.remove()
    mark = pages.begin(CODE, "vi")
    assert mark is not None
    assert pages.store(CODE, "vi", mark, page)
    fresh = pages.find_fresh(CODE, "vi", clock.now())
    assert fresh is not None
    assert fresh.html == b"normal"
    assert state_of_batch() == "recalled"
