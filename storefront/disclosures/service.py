"""Writes of disclosures: one document a purchase, with the purchase."""

from datetime import datetime

from sqlalchemy.exc import IntegrityError

from catalog.kernel.clock import local_date
from catalog.kernel.db import session
from catalog.kernel.i18n import speaking
from storefront.disclosures import queries, rules
from storefront.disclosures.models import DisclosedText, Disclosure, SampleText
from storefront.disclosures.rules import Purchase
from storefront.legal.queries import Version
from storefront.orders.models import OrderGroup


def keep(group: OrderGroup, purchase: Purchase, now: datetime) -> Disclosure:
    """Keep what the buyer was told, word for word, in the buyer's language."""
    with speaking(group.language):
        document = queries.compose_document(purchase, group.language, local_date(now))
        sections = rules.to_rows(document.sections)
    texts = [_text(one) for one in document.texts]
    row = Disclosure(
        group_id=group.id,
        operator_id=document.operator.id if document.operator else None,
        language=group.language,
        sections=sections,
        recorded_at=now,
        texts=texts,
    )
    session.add(row)
    return row


def _text(version: Version) -> DisclosedText:
    page = version.page.value
    if version.number is not None:
        return DisclosedText(page=page, legal_text_id=version.number)
    return DisclosedText(page=page, sample=_kept_sample(version.body))


def _kept_sample(body: str) -> str:
    """Keep a text of the software the first time it is shown."""
    digest = rules.digest_of(body)
    if session.get(SampleText, digest) is None:
        try:
            with session.begin_nested():
                session.add(SampleText(digest=digest, body=body))
        except IntegrityError:  # another purchase has kept it in the meantime
            pass
    return digest
