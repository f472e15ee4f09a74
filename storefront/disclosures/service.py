"""Writes of disclosures: one document a purchase, with the purchase."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from catalog.kernel.clock import local_date
from catalog.kernel.db import session
from catalog.kernel.i18n import speaking
from storefront.disclosures import queries, rules
from storefront.disclosures.models import DisclosedText, Disclosure, SampleText
from storefront.disclosures.rules import Purchase
from storefront.legal.queries import Version
from storefront.legal.rules import Page
from storefront.orders.models import OrderGroup


def keep(group: OrderGroup, purchase: Purchase, now: datetime) -> Disclosure:
    """Keep what the buyer was told, word for word, in the buyer's language."""
    with speaking(group.language):
        document = queries.compose_document(purchase, group.language, local_date(now))
        sections = rules.to_rows(document.sections)
    row = Disclosure(
        group_id=group.id,
        operator_id=document.operator.id if document.operator else None,
        language=group.language,
        sections=sections,
        recorded_at=now,
    )
    session.add(row)
    samples = _keep_samples(document.texts)
    session.flush()  # for the id its texts name
    session.execute(
        insert(DisclosedText),
        [
            {
                "disclosure_id": row.id,
                "page": one.page.value,
                "legal_text_id": one.number,
                "sample": samples.get(one.page),
            }
            for one in document.texts
        ],
    )
    return row


def _keep_samples(texts: Iterable[Version]) -> dict[Page, str]:
    """Keep each text of the software the first time it is shown; its digest by its page."""
    shown = {one.page: one.body for one in texts if one.number is None}
    digests = {page: rules.digest_of(body) for page, body in shown.items()}
    kept = queries.kept_samples(digests.values())
    for page, digest in digests.items():
        if digest not in kept:
            _keep_sample(digest, shown[page])
    return digests


def _keep_sample(digest: str, body: str) -> None:
    with suppress(IntegrityError), session.begin_nested():  # another purchase may have been faster
        session.add(SampleText(digest=digest, body=body))
