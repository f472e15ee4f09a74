"""What a seller does on the way to selling: open, fill in, hand in."""

from dataclasses import dataclass
from datetime import date, datetime

from catalog.kernel import audit, clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.producers import service as producers
from catalog.producers.models import Producer
from catalog.producers.rules import LegalForm
from catalog.producers.service import ProducerFacts
from storefront.accounts.memberships import join_producer
from storefront.onboarding import queries, rules
from storefront.onboarding.errors import (
    NotATaxCode,
    NotOpenForChanges,
    NotThatStep,
    StillMissing,
    TaxCodeTaken,
    TooManyShops,
)
from storefront.onboarding.models import RequirementAnswer, ShopApplication
from storefront.onboarding.queries import Shop
from storefront.onboarding.rules import Kind, ShopState, Status, Step
from storefront.onboarding.service import configuring


@dataclass(frozen=True)
class Who:
    """Who sells, as buyers will read it."""

    name: str
    legal_form: LegalForm
    representative: str
    phone: str


@dataclass(frozen=True)
class Papers:
    """What stands on the seller's papers."""

    tax_code: str
    registration_number: str | None = None
    registration_date: date | None = None
    registration_place: str | None = None


def open_shop(actor: Actor, who: Who, now: datetime) -> Producer:
    """A producer of one's own, hidden until an officer verified it. Raises TooManyShops."""
    if queries.count_unfinished(actor.id) >= rules.MOST_SHOPS:
        raise TooManyShops
    configuring.add_packaged_once()
    facts = ProducerFacts(
        name=who.name,
        legal_form=who.legal_form,
        phone=who.phone,
        representative=who.representative,
        is_listed=False,
    )
    producer = producers.register_producer(actor, facts)
    join_producer(actor, actor.id or 0, producer, "owner")
    state = ShopState.DRAFT.value
    session.add(ShopApplication(producer_id=producer.id, state=state, opened_at=now))
    session.flush()
    return producer


def keep_who(actor: Actor, who: Who) -> None:
    """Name, legal form, representative and telephone of the shop."""
    producers.amend_producer(
        actor,
        _changing(actor).producer.id,
        name=who.name,
        legal_form=who.legal_form.value,
        representative=who.representative,
        phone=who.phone,
    )


def keep_papers(actor: Actor, papers: Papers) -> None:
    """Tax code and registration. Raises NotATaxCode, TaxCodeTaken, NotOpenForChanges."""
    shop = _changing(actor)
    tax_code = None
    if papers.tax_code.strip():
        tax_code = rules.read_tax_code(papers.tax_code, shop.producer.legal_form)
        if tax_code is None:
            raise NotATaxCode
        if queries.is_tax_code_taken(tax_code, shop.producer.id):
            raise TaxCodeTaken
    producers.amend_producer(
        actor,
        shop.producer.id,
        tax_code=tax_code,
        registration_number=papers.registration_number,
        registration_date=papers.registration_date,
        registration_place=papers.registration_place,
    )


def keep_address(actor: Actor, commune_code: str, province_code: str, address: str) -> None:
    """Where the goods are made, by the communes of today."""
    producers.amend_producer(
        actor,
        _changing(actor).producer.id,
        commune_code=commune_code,
        province_code=province_code,
        address=address,
    )


def attest(actor: Actor, requirement_ids: set[int], now: datetime) -> None:
    """The seller's word on these requirements, and on no others."""
    shop = _changing(actor)
    for item in shop.items:
        if item.wanted.kind != Kind.ATTESTED:
            continue
        row = queries.find_answer(shop.application.id, item.wanted.id)
        if item.wanted.id in requirement_ids:
            answer(shop, item.wanted.id, Status.MET, actor, None, now)
        elif row:
            session.delete(row)
    sentence = f"Ghi cam kết của {shop.producer.name}."
    audit.record(actor, "onboarding.attest", shop.application, sentence)


def submit(actor: Actor, now: datetime) -> None:
    """Hand the shop in for an officer. Raises StillMissing or NotThatStep."""
    shop = queries.get_own_shop(actor, clock.local_date(now), lock=True)
    state = rules.after(shop.state, Step.SUBMIT)
    if state is None:
        raise NotThatStep
    if shop.missing:
        raise StillMissing([item.wanted.name for item in shop.missing])
    shop.application.state = state.value
    shop.application.submitted_at, shop.application.reason = now, None
    sentence = f"Nộp hồ sơ mở cửa hàng {shop.producer.name}."
    audit.record(actor, "onboarding.submit", shop.application, sentence)


def answer(
    shop: Shop, requirement_id: int, status: Status, actor: Actor, note: str | None, now: datetime
) -> None:
    """Write down the last word on a requirement."""
    row = queries.find_answer(shop.application.id, requirement_id)
    if row is None:
        row = RequirementAnswer(application_id=shop.application.id, requirement_id=requirement_id)
        session.add(row)
    row.status, row.note, row.by, row.at = status.value, note, actor.name, now


def _changing(actor: Actor) -> Shop:
    shop = queries.get_own_shop(actor, clock.today(), lock=True)
    if not shop.is_open_for_changes:
        raise NotOpenForChanges
    return shop
