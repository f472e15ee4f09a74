"""Reads of shops on their way: the checklist, the officers' queue, claims."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from catalog.kernel.text import fold
from catalog.producers.models import Producer
from catalog.producers.rules import LegalForm
from storefront.accounts.models import Membership
from storefront.onboarding import rules
from storefront.onboarding.models import (
    ProducerClaim,
    RequirementAnswer,
    SellerRequirement,
    ShopApplication,
)
from storefront.onboarding.rules import Answer, Check, Item, Kind, ShopState, Status, Wanted
from storefront.payouts.queries import newest_accounts

PER_PAGE = 50
MOST_FOUND = 8


@dataclass(frozen=True)
class Shop:
    """A shop with its checklist of a day."""

    application: ShopApplication
    items: list[Item]

    @property
    def producer(self) -> Producer:
        return self.application.producer

    @property
    def state(self) -> ShopState:
        return ShopState(self.application.state)

    @property
    def is_open_for_changes(self) -> bool:
        return self.state in rules.OPEN_FOR_CHANGES

    @property
    def missing(self) -> list[Item]:
        return rules.missing_to_submit(self.items)

    @property
    def unsettled(self) -> list[Item]:
        return rules.missing_to_approve(self.items)


def get_own_shop(actor: Actor, today: date, *, lock: bool = False) -> Shop:
    """The shop of the producer the actor works for, or NotFound where it never asked to sell."""
    query = select(ShopApplication).where(ShopApplication.producer_id.in_(actor.producer_ids))
    return _shop(_one(query, lock=lock), today)


def get_shop(application_id: int, today: date, *, lock: bool = False) -> Shop:
    """Any shop, for officers; or NotFound."""
    query = select(ShopApplication).where(ShopApplication.id == application_id)
    return _shop(_one(query, lock=lock), today)


def _one(query: Select[ShopApplication], *, lock: bool) -> ShopApplication:
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    found = session.scalar(query.order_by(ShopApplication.id).limit(1))
    if found is None:
        raise NotFound
    return found


def _shop(application: ShopApplication, today: date) -> Shop:
    producer = application.producer
    items = rules.checklist(
        list_wanted(today), producer.legal_form, there(producer), answers_of(application.id)
    )
    return Shop(application, items)


def find_application(producer_id: int) -> ShopApplication | None:
    """How far a producer is on its way to selling; None: it never asked to."""
    query = select(ShopApplication).where(ShopApplication.producer_id == producer_id)
    return session.scalar(query)


def find_standing(actor: Actor) -> ShopApplication | None:
    """Why the actor's shop does not sell; None where it does, or never asked to."""
    query = select(ShopApplication).where(
        ShopApplication.producer_id.in_(actor.producer_ids),
        ShopApplication.state != ShopState.VERIFIED,
    )
    return session.scalar(query.limit(1))


def list_requirements() -> list[SellerRequirement]:
    """Every row, those of today's list in their order."""
    query = select(SellerRequirement)
    return list(session.scalars(query.order_by(SellerRequirement.position, SellerRequirement.id)))


def get_requirement(requirement_id: int) -> SellerRequirement:
    found = session.get(SellerRequirement, requirement_id)
    if found is None:
        raise NotFound
    return found


def has_requirements() -> bool:
    return session.scalar(select(SellerRequirement.id).limit(1)) is not None


def list_wanted(today: date) -> list[Wanted]:
    """What is asked of sellers on a day."""
    return [
        Wanted(
            id=row.id,
            name=row.name,
            kind=Kind(row.kind),
            check=Check(row.check) if row.check else None,
            forms=frozenset(row.forms.split()),
            is_waivable=row.is_waivable,
            document=row.document,
            hint=row.hint,
        )
        for row in list_requirements()
        if rules.is_in_force(row.valid_from, row.valid_to, today)
    ]


def there(producer: Producer) -> set[Check]:
    """What the data of a producer holds already."""
    held = {
        Check.LEGAL_FORM: producer.legal_form != LegalForm.UNKNOWN,
        Check.TAX_CODE: bool(producer.tax_code),
        Check.ADDRESS: bool(producer.commune_code and producer.address),
        Check.REPRESENTATIVE: bool(producer.representative),
        Check.PHONE: bool(producer.phone),
        Check.BANK_ACCOUNT: bool(newest_accounts({producer.id})),
    }
    return {check for check, is_there in held.items() if is_there}


def answers_of(application_id: int) -> dict[int, Answer]:
    """What was said of each requirement, by its id."""
    query = select(RequirementAnswer).where(RequirementAnswer.application_id == application_id)
    return {
        row.requirement_id: Answer(Status(row.status), row.by, row.note)
        for row in session.scalars(query)
    }


def find_answer(application_id: int, requirement_id: int) -> RequirementAnswer | None:
    """The last word on a requirement for a shop, or None."""
    query = select(RequirementAnswer).where(
        RequirementAnswer.application_id == application_id,
        RequirementAnswer.requirement_id == requirement_id,
    )
    return session.scalar(query)


def is_tax_code_taken(tax_code: str, producer_id: int) -> bool:
    """Whether another producer has it."""
    query = select(Producer.id).where(Producer.tax_code == tax_code, Producer.id != producer_id)
    return session.scalar(query.limit(1)) is not None


def count_unfinished(account_id: int | None) -> int:
    """Shops of an account that never sold."""
    query = (
        select(func.count(ShopApplication.id))
        .join(Membership, Membership.producer_id == ShopApplication.producer_id)
        .where(
            Membership.account_id == account_id,
            ShopApplication.state.in_((*rules.OPEN_FOR_CHANGES, ShopState.SUBMITTED)),
        )
    )
    return session.scalar(query) or 0


def list_queue(state: ShopState, page: int) -> tuple[list[ShopApplication], int]:
    """One page of the shops in a state, who waits longest first, and how many there are."""
    where = ShopApplication.state == state
    query = (
        select(ShopApplication)
        .where(where)
        .options(joinedload(ShopApplication.producer).joinedload(Producer.commune))
        .order_by(
            func.coalesce(ShopApplication.submitted_at, ShopApplication.opened_at),
            ShopApplication.id,
        )
    )
    rows = session.scalars(query.limit(PER_PAGE).offset((page - 1) * PER_PAGE)).all()
    return list(rows), count_in(state)


def count_in(state: ShopState) -> int:
    """How many shops are in a state."""
    query = select(func.count(ShopApplication.id)).where(ShopApplication.state == state)
    return session.scalar(query) or 0


def search_claimable(words: str) -> list[Producer]:
    """Producers of the register for which nobody sells yet, by name."""
    folded = fold(words)
    if len(folded) < 3:
        return []
    query = (
        select(Producer)
        .where(
            Producer.folded.contains(folded, autoescape=True),
            Producer.id.not_in(select(Membership.producer_id)),
        )
        .options(joinedload(Producer.commune), joinedload(Producer.province))
        .order_by(Producer.folded, Producer.id)
    )
    return list(session.scalars(query.limit(MOST_FOUND)))


def works_there(actor: Actor, producer_id: int) -> bool:
    """Whether the person is a member of the producer, whichever the sign-in works for now."""
    query = select(Membership.id).where(
        Membership.producer_id == producer_id, Membership.account_id == actor.id
    )
    return session.scalar(query.limit(1)) is not None


def has_members(producer_id: int) -> bool:
    query = select(Membership.id).where(Membership.producer_id == producer_id)
    return session.scalar(query.limit(1)) is not None


def list_own_claims(actor: Actor) -> list[ProducerClaim]:
    """What the person claimed, the newest first."""
    query = (
        select(ProducerClaim)
        .where(ProducerClaim.account_id == actor.id)
        .options(joinedload(ProducerClaim.producer))
    )
    return list(session.scalars(query.order_by(ProducerClaim.id.desc())))


def list_open_claims() -> list[ProducerClaim]:
    """Claims that wait for an officer, the oldest first."""
    query = (
        select(ProducerClaim)
        .where(ProducerClaim.answered_at.is_(None))
        .options(joinedload(ProducerClaim.producer), joinedload(ProducerClaim.account))
    )
    return list(session.scalars(query.order_by(ProducerClaim.id)))


def get_claim(claim_id: int) -> ProducerClaim:
    """The claim, held for the answer; NotFound if there is none."""
    query = select(ProducerClaim).where(ProducerClaim.id == claim_id).with_for_update()
    found = session.scalar(query.execution_options(populate_existing=True))
    if found is None:
        raise NotFound
    return found


def count_waiting() -> int:
    """Shops and claims that wait for an officer."""
    claims = select(func.count(ProducerClaim.id)).where(ProducerClaim.answered_at.is_(None))
    return count_in(ShopState.SUBMITTED) + (session.scalar(claims) or 0)
