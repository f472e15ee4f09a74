"""Reads of legal pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path

from sqlalchemy import select

from catalog.kernel.db import session
from catalog.kernel.i18n import SOURCE_LANGUAGE
from storefront.legal import rules
from storefront.legal.errors import NoSuchPage
from storefront.legal.models import LegalText, OperatorIdentity
from storefront.legal.rules import Page

PACKAGED = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Version:
    """A text as it is shown. `number` None: the sample that comes with the software."""

    number: int | None
    page: Page
    language: str
    body: str
    valid_from: date | None
    source: str | None
    entered_by: str | None
    recorded_at: datetime | None


def find_in_force(page: Page, language: str, on: date) -> Version:
    """The text that counts: in this language, else in Vietnamese, else the packaged sample."""
    return list_in_force([page], language, on)[0]


def list_in_force(pages: Sequence[Page], language: str, on: date) -> list[Version]:
    """The text that counts of each of these pages, by one question."""
    spoken = list(dict.fromkeys((language, SOURCE_LANGUAGE)))
    query = select(LegalText).where(LegalText.page.in_(pages), LegalText.language.in_(spoken))
    rows = session.scalars(query.order_by(LegalText.id)).all()
    return [
        _in_force(page, [row for row in rows if row.page == page], spoken, on) for page in pages
    ]


def _in_force(page: Page, rows: list[LegalText], spoken: list[str], on: date) -> Version:
    for language in spoken:
        found = rules.in_force((row for row in rows if row.language == language), on)
        if found:
            return _version(found)
    return packaged(page, spoken[0])


@cache
def packaged(page: Page, language: str) -> Version:
    """The sample that comes with the software, for the operator to make its own."""
    file = PACKAGED / f"{page.value}.{language}.txt"
    if not file.exists():
        file = PACKAGED / f"{page.value}.{SOURCE_LANGUAGE}.txt"
    return Version(None, page, language, file.read_text("utf-8"), None, None, None, None)


def list_versions(page: Page) -> list[Version]:
    """Every version of a page, the newest first."""
    query = select(LegalText).where(LegalText.page == page.value)
    rows = session.scalars(query.order_by(LegalText.valid_from.desc(), LegalText.id.desc()))
    return [_version(row) for row in rows]


def get_version(page: Page, number: int) -> Version:
    """One version, or NoSuchPage."""
    row = session.get(LegalText, number)
    if row is None or row.page != page:
        raise NoSuchPage
    return _version(row)


def find_operator(on: date) -> OperatorIdentity | None:
    """Who runs the market on that day, or None: not known yet."""
    rows = session.scalars(select(OperatorIdentity).order_by(OperatorIdentity.id)).all()
    return rules.in_force(rows, on)


def list_operators() -> list[OperatorIdentity]:
    """Who ever ran it, the newest first."""
    order = (OperatorIdentity.valid_from.desc(), OperatorIdentity.id.desc())
    return list(session.scalars(select(OperatorIdentity).order_by(*order)))


def _version(row: LegalText) -> Version:
    return Version(
        row.id,
        Page(row.page),
        row.language,
        row.body,
        row.valid_from,
        row.source,
        row.entered_by,
        row.recorded_at,
    )
