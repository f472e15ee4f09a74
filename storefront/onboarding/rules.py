"""When a shop may be handed in, approved and sell: states, requirements, tax codes."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stdnum.exceptions import ValidationError
from stdnum.vn import mst

from catalog.producers.rules import LegalForm

LONGEST_TEXT = 300
LONGEST_REASON = 500
MOST_SHOPS = 3
"""How many shops that never sold one account may have open: nobody fills the queue alone."""
NEW_PER_ACCOUNT = "10 per hour"
FORMS = tuple(form for form in LegalForm if form is not LegalForm.UNKNOWN)


class ShopState(StrEnum):
    """How far a shop is. Only VERIFIED sells; the others are hidden from buyers."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    VERIFIED = "verified"
    SUSPENDED = "suspended"


class Step(StrEnum):
    """What moves a shop from state to state."""

    SUBMIT = "submit"
    APPROVE = "approve"
    RETURN = "return"
    SUSPEND = "suspend"
    REINSTATE = "reinstate"


_FROM: dict[Step, tuple[tuple[ShopState, ...], ShopState]] = {
    Step.SUBMIT: ((ShopState.DRAFT, ShopState.RETURNED), ShopState.SUBMITTED),
    Step.APPROVE: ((ShopState.SUBMITTED,), ShopState.VERIFIED),
    Step.RETURN: ((ShopState.SUBMITTED,), ShopState.RETURNED),
    Step.SUSPEND: ((ShopState.VERIFIED,), ShopState.SUSPENDED),
    Step.REINSTATE: ((ShopState.SUSPENDED,), ShopState.VERIFIED),
}
OPEN_FOR_CHANGES = (ShopState.DRAFT, ShopState.RETURNED)


def after(state: ShopState, step: Step) -> ShopState | None:
    """The state a step leads to, or None where it is not to be taken."""
    start, end = _FROM[step]
    return end if state in start else None


class Kind(StrEnum):
    """Who says that a requirement is met."""

    COMPUTED = "computed"  # the shop's own data
    ATTESTED = "attested"  # the seller's word
    VERIFIED = "verified"  # an officer's look


class Check(StrEnum):
    """What can be seen in the data."""

    LEGAL_FORM = "legal_form"
    TAX_CODE = "tax_code"
    ADDRESS = "address"
    REPRESENTATIVE = "representative"
    PHONE = "phone"
    BANK_ACCOUNT = "bank_account"


class Status(StrEnum):
    """How a requirement stands for one shop."""

    MET = "met"
    MISSING = "missing"
    WAITING = "waiting"  # for an officer
    WAIVED = "waived"


@dataclass(frozen=True)
class Wanted:
    """A requirement as a row says it."""

    id: int
    name: str
    kind: Kind
    check: Check | None
    forms: frozenset[str]
    is_waivable: bool
    document: str
    hint: str = ""


@dataclass(frozen=True)
class Answer:
    """What somebody said of a requirement for one shop."""

    status: Status
    by: str
    note: str | None = None


@dataclass(frozen=True)
class Item:
    """A line of the checklist."""

    wanted: Wanted
    status: Status
    answer: Answer | None = None

    @property
    def is_settled(self) -> bool:
        return self.status in (Status.MET, Status.WAIVED)


def is_in_force(valid_from: date, valid_to: date | None, today: date) -> bool:
    return valid_from <= today and (valid_to is None or today <= valid_to)


def checklist(
    wanted: Iterable[Wanted],
    legal_form: str,
    there: Collection[Check],
    answers: dict[int, Answer],
) -> list[Item]:
    """How each requirement for this legal form stands. `there` is what the data holds."""
    fitting = [one for one in wanted if not one.forms or legal_form in one.forms]
    return [
        Item(one, _status(one, there, answers.get(one.id)), answers.get(one.id)) for one in fitting
    ]


def _status(wanted: Wanted, there: Collection[Check], answer: Answer | None) -> Status:
    if answer and answer.status == Status.WAIVED:
        return Status.WAIVED
    if wanted.kind == Kind.COMPUTED:
        return Status.MET if wanted.check in there else Status.MISSING
    if answer and answer.status == Status.MET:
        return Status.MET
    return Status.MISSING if wanted.kind == Kind.ATTESTED else Status.WAITING


def missing_to_submit(items: Iterable[Item]) -> list[Item]:
    """What the seller still owes."""
    return [item for item in items if item.status == Status.MISSING]


def missing_to_approve(items: Iterable[Item]) -> list[Item]:
    """What keeps an officer from approving."""
    return [item for item in items if not item.is_settled]


_PERSONAL = re.compile(r"0[0-9]{2}[0-9][0-9]{2}[0-9]{6}")
PERSONAL_FORMS = (LegalForm.HOUSEHOLD, LegalForm.FARM, LegalForm.GROUP)


def read_tax_code(typed: str, legal_form: str) -> str | None:
    """A tax code as it is stored, or None for what is none.

    Ten figures with their check digit, thirteen for a branch; since 1 July 2025 a household's is
    the twelve figures of its owner's personal number (Thông tư 86/2024/TT-BTC).
    """
    compact = re.sub(r"[\s.\-]", "", typed)
    if not compact.isascii() or not compact.isdigit():
        return None
    if len(compact) == 12:
        is_person = legal_form in PERSONAL_FORMS and _PERSONAL.fullmatch(compact)
        return compact if is_person else None
    try:
        return str(mst.validate(compact))
    except ValidationError:
        return None
