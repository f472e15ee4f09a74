"""What is asked of sellers: rows that are added and closed."""

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from catalog.kernel import audit, dated
from catalog.kernel.actor import SYSTEM, Actor
from catalog.kernel.db import session
from storefront.onboarding import queries
from storefront.onboarding.models import SellerRequirement

PACKAGED = Path(__file__).parents[1] / "data" / "requirements.csv"


@dataclass(frozen=True)
class NewRequirement:
    """A requirement as an operator enters it."""

    name: str
    kind: str
    check: str | None
    forms: str
    is_waivable: bool
    document: str
    valid_from: date
    hint: str = ""


def add_packaged_once() -> None:
    """The rows that come with the product, where nobody has entered any yet."""
    if queries.has_requirements():
        return
    lines = PACKAGED.read_text("utf-8").splitlines()[1:]
    for row in csv.DictReader(lines):
        new = NewRequirement(
            name=row["name"],
            kind=row["kind"],
            check=row["check"] or None,
            forms=row["forms"],
            is_waivable=row["is_waivable"] == "1",
            document=row["document"],
            valid_from=date.fromisoformat(row["valid_from"]),
            hint=row["hint"],
        )
        add_requirement(SYSTEM, new)


def add_requirement(actor: Actor, new: NewRequirement) -> SellerRequirement:
    """Ask something of sellers from a day on; of shops that sell already nothing more is asked."""
    position = len(queries.list_requirements()) + 1
    row = SellerRequirement(position=position, entered_by=actor.name, valid_to=None, **vars(new))
    session.add(row)
    session.flush()  # for the id the audit entry names
    sentence = f"Thêm điều kiện của người bán: {new.name} ({new.document})."
    audit.record(actor, "onboarding.add_requirement", row, sentence)
    return row


def close_requirement(actor: Actor, requirement_id: int, last_day: date) -> None:
    """Ask it no more after a day. Raises AlreadyEnded, EndsBeforeItBegins."""
    row = queries.get_requirement(requirement_id)
    row.valid_to = dated.last_day(last_day, begins=row.valid_from, ended=row.valid_to)
    sentence = f"Thôi đòi điều kiện {row.name} sau ngày {last_day:%d/%m/%Y}."
    audit.record(actor, "onboarding.close_requirement", row, sentence)
