"""Passport pages stored ready, and the mark that says when one is out of date.

A page is fresh while `rendered_mark` equals `mark` and `true_until` lies ahead. Whoever
changes what a page shows raises its mark in the same transaction (mark_stale). Whoever
renders notes the mark before reading a single fact and stores only if it is still the same,
so a page made of old facts is never taken for a new one.
"""

import gzip
import hashlib
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Protocol, TypeVar

from sqlalchemy import ColumnElement, and_, exists, literal, select, true, update
from sqlalchemy.dialects import postgresql, sqlite

from catalog.kernel import clock, outbox
from catalog.kernel.db import at_the_end, rows_changed, session, transaction
from catalog.kernel.i18n import LANGUAGES
from traceability.batches.models import Batch
from traceability.passport.models import PassportPage
from traceability.scans.models import ScanCount

TOPIC = "passport.render"
WARM_AT_ONCE = 50
WARM_DAYS = 30
"""Pages opened in this many days are made anew when they lapse; others wait for a reader."""


class Rendered(Protocol):
    """A page as the renderer gives it."""

    @property
    def html(self) -> str: ...
    @property
    def csp(self) -> str: ...
    @property
    def true_until(self) -> datetime | None: ...


Page = TypeVar("Page", bound=Rendered)
Render = Callable[[str, str, date], Page]
"""Code, language and day → the page. It reads the facts itself, and only when called."""


@dataclass(frozen=True)
class StoredPage:
    """What the lane sends: the bytes, ready, and what their headers need."""

    html: bytes
    gzip: bytes
    etag: str
    csp: str


def mark_stale(batch_ids: Collection[int]) -> None:
    """In the running transaction: nobody is shown the old pages of these batches again.

    All marks of a transaction are raised together, before its commit.
    Rows that are missing are made here. So a renderer that begins meanwhile either waits
    for this transaction on the row's key, or finds at the end that the mark has risen.
    """
    if batch_ids:
        at_the_end(_mark, batch_ids)


def _mark(batch_ids: set[int]) -> None:
    _raise_marks(Batch.id.in_(batch_ids))
    outbox.enqueue(TOPIC, "stale", {}, clock.now())


def mark_all_stale(now: datetime) -> None:
    """The same for every batch: the words or the look of the page have changed."""
    _raise_marks(true())
    outbox.enqueue(TOPIC, "stale", {}, now)


def find_fresh(code: str, language: str, now: datetime) -> StoredPage | None:
    """The stored page if it may be shown now."""
    row = session.execute(
        select(PassportPage.html, PassportPage.gzip, PassportPage.etag, PassportPage.csp).where(
            PassportPage.code == code, PassportPage.language == language, _is_fresh(now)
        )
    ).first()
    return StoredPage(row.html, row.gzip, row.etag, row.csp) if row else None


def make(code: str, language: str, now: datetime, render: Render[Page]) -> Page:
    """Render the page as of now and keep it, if it is of a batch and nobody wrote meanwhile."""
    mark = begin(code, language)
    page = render(code, language, clock.local_date(now))
    if mark is not None:
        store(code, language, mark, page)
    return page


def is_batch(code: str) -> bool:
    """Whether a batch has this very code."""
    return session.scalar(select(Batch.id).where(Batch.code == code)) is not None


def begin(code: str, language: str) -> int | None:
    """The page's mark, to be noted before its facts are read; None for an unknown batch."""
    mark = _find_mark(code, language)
    if mark is None and is_batch(code):
        with transaction():
            _insert_missing(Batch.code == code)
        mark = _find_mark(code, language)
    return mark


def store(code: str, language: str, mark: int, page: Rendered) -> bool:
    """Keep the page unless a write has raised its mark since `begin`; whether it was kept."""
    ready = pack(page)
    with transaction():
        done = session.execute(
            update(PassportPage)
            .where(
                PassportPage.code == code,
                PassportPage.language == language,
                PassportPage.mark == mark,
            )
            .values(
                rendered_mark=mark,
                true_until=page.true_until,
                html=ready.html,
                gzip=ready.gzip,
                etag=ready.etag,
                csp=ready.csp,
            )
        )
    return rows_changed(done) > 0


def pack(page: Rendered) -> StoredPage:
    """The page as it is sent: compressed once, here, and never per request."""
    html = page.html.encode()
    etag = hashlib.sha256(html + page.csp.encode()).hexdigest()[:20]
    return StoredPage(html, gzip.compress(html, 9, mtime=0), etag, page.csp)


def list_stale(at_most: int = WARM_AT_ONCE) -> list[tuple[str, str]]:
    """Code and language of pages that a write has put out of date."""
    return _list(PassportPage.mark != PassportPage.rendered_mark, at_most)


def list_lapsed(now: datetime, at_most: int = WARM_AT_ONCE) -> list[tuple[str, str]]:
    """Code and language of pages past their "true until" that people do open."""
    since = clock.local_date(now - timedelta(days=WARM_DAYS))
    is_read = exists().where(ScanCount.code == PassportPage.code, ScanCount.day >= since)
    return _list(and_(PassportPage.true_until <= now, is_read), at_most)


def _list(which: ColumnElement[bool], at_most: int) -> list[tuple[str, str]]:
    rows = session.execute(
        select(PassportPage.code, PassportPage.language).where(which).limit(at_most)
    )
    return [(row.code, row.language) for row in rows]


def _is_fresh(now: datetime) -> ColumnElement[bool]:
    return and_(PassportPage.mark == PassportPage.rendered_mark, PassportPage.true_until > now)


def _find_mark(code: str, language: str) -> int | None:
    return session.scalar(
        select(PassportPage.mark).where(
            PassportPage.code == code, PassportPage.language == language
        )
    )


def _raise_marks(which: ColumnElement[bool]) -> None:
    for language in LANGUAGES:
        made = _insert_pages(which, language)
        session.execute(
            made.on_conflict_do_update(
                index_elements=[PassportPage.code, PassportPage.language],
                set_={"mark": PassportPage.mark + 1},
            )
        )


def _insert_missing(which: ColumnElement[bool]) -> None:
    for language in LANGUAGES:
        session.execute(_insert_pages(which, language).on_conflict_do_nothing())


def _insert_pages(which: ColumnElement[bool], language: str) -> Any:
    on_postgresql = session.get_bind().dialect.name == "postgresql"
    insert = postgresql.insert if on_postgresql else sqlite.insert
    # In the order of the key: two writers that touch the same batches queue, not deadlock.
    batches = (
        select(Batch.code, literal(language), Batch.id, literal(1), literal(0))
        .where(which)
        .order_by(Batch.code)
    )
    return insert(PassportPage).from_select(
        ["code", "language", "batch_id", "mark", "rendered_mark"], batches
    )
