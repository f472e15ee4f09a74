"""Reads of disclosures."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from catalog.kernel.db import session
from storefront.disclosures import rules
from storefront.disclosures.composing import compose
from storefront.disclosures.errors import NothingKept
from storefront.disclosures.models import DisclosedText, Disclosure, SampleText
from storefront.disclosures.rules import Purchase, Section
from storefront.legal import queries as legal
from storefront.legal.errors import NoSuchPage
from storefront.legal.models import OperatorIdentity
from storefront.legal.queries import Version
from storefront.legal.rules import Page
from storefront.orders.models import OrderGroup

TOLD = (Page.TERMS, Page.BEFORE_BUYING, Page.RETURNS, Page.COMPLAINTS, Page.PRIVACY)
"""The legal pages that hold for a purchase."""


@dataclass(frozen=True)
class Document:
    """What is told, and which texts hold beside it."""

    language: str
    sections: list[Section]
    texts: list[Version]
    operator: OperatorIdentity | None = None


def compose_document(purchase: Purchase, language: str, on: date) -> Document:
    """What is told of a purchase on that day; the caller speaks the language."""
    operator = legal.find_operator(on)
    texts = legal.list_in_force(TOLD, language, on)
    return Document(language, compose(purchase, operator, on), texts, operator)


def get_kept(group: OrderGroup) -> Disclosure:
    """What the buyer of a purchase was told, or NothingKept. The purchase is asked for first."""
    query = select(Disclosure).where(Disclosure.group_id == group.id)
    found = session.scalar(query.options(selectinload(Disclosure.texts)))
    if found is None:
        raise NothingKept
    return found


def document_of(kept: Disclosure) -> Document:
    """As it was told, word for word."""
    texts = [_version(one, kept.language) for one in kept.texts]
    return Document(kept.language, rules.from_rows(kept.sections), texts)


def kept_samples(digests: Collection[str]) -> set[str]:
    """Which of these texts of the software are kept already."""
    query = select(SampleText.digest).where(SampleText.digest.in_(digests))
    return set(session.scalars(query))


def get_text(kept: Disclosure, page: str) -> Version:
    """One of the texts that held, or NoSuchPage."""
    for one in kept.texts:
        if one.page == page:
            return _version(one, kept.language)
    raise NoSuchPage


def _version(one: DisclosedText, language: str) -> Version:
    page = Page(one.page)
    if one.legal_text_id is not None:
        return legal.get_version(page, one.legal_text_id)
    sample = session.get_one(SampleText, one.sample)
    return Version(None, page, language, sample.body, None, None, None, None)
