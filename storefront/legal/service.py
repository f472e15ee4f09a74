"""Writes of legal pages: a new version is another row."""

from dataclasses import dataclass
from datetime import date, datetime

from stdnum.exceptions import ValidationError
from stdnum.vn import mst

from catalog.kernel import audit
from catalog.kernel.actor import Actor
from catalog.kernel.clock import local_date
from catalog.kernel.db import session
from storefront.legal.errors import BadTaxCode, InThePast
from storefront.legal.models import LegalText, OperatorIdentity
from storefront.legal.rules import Page


@dataclass(frozen=True)
class NewText:
    """A version as it was entered."""

    page: Page
    language: str
    body: str
    valid_from: date
    source: str


def add_text(actor: Actor, new: NewText, now: datetime) -> LegalText:
    """Publish a version; it counts from its day on. Raises InThePast."""
    if new.valid_from < local_date(now):
        raise InThePast
    row = LegalText(**{**vars(new), "page": new.page.value}, entered_by=actor.name, recorded_at=now)
    session.add(row)
    session.flush()  # for the id the audit entry names
    sentence = f"Ban hành bản mới của trang {new.page.value} ({new.language}), từ "
    audit.record(actor, "legal.publish", row, f"{sentence}{new.valid_from:%d/%m/%Y}.")
    return row


@dataclass(frozen=True)
class NewIdentity:
    """Who runs the market, as it was entered."""

    name: str
    valid_from: date
    source: str
    address: str | None = None
    tax_code: str | None = None
    registration: str | None = None
    platform_registration: str | None = None
    representative: str | None = None
    phone: str | None = None
    email: str | None = None
    data_officer: str | None = None


def add_identity(
    actor: Actor, new: NewIdentity, now: datetime, *, is_demo: bool = False
) -> OperatorIdentity:
    """Say who runs the market from a day on. Raises BadTaxCode."""
    values = vars(new)
    if new.tax_code:
        try:
            values = {**values, "tax_code": mst.format(mst.validate(new.tax_code))}
        except ValidationError as error:
            raise BadTaxCode from error
    row = OperatorIdentity(**values, entered_by=actor.name, recorded_at=now, is_demo=is_demo)
    session.add(row)
    session.flush()  # for the id the audit entry names
    sentence = f"Ghi người vận hành chợ: {new.name}, từ {new.valid_from:%d/%m/%Y}."
    audit.record(actor, "legal.identity", row, sentence)
    return row
