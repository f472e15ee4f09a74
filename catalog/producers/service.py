"""Entering producers and verifying them."""

from dataclasses import dataclass
from datetime import date

from catalog.kernel import audit
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.kernel.phone import parse_phone
from catalog.kernel.text import fold, nfc, slugify
from catalog.producers import queries, rules
from catalog.producers.errors import AlreadyVerified, NameMissing
from catalog.producers.models import Producer
from catalog.producers.signals import producer_changed


@dataclass(frozen=True)
class ProducerFacts:
    """What is entered of a producer; unknown parts stay empty."""

    name: str
    province_code: str | None = None
    commune_code: str | None = None
    place_text: str | None = None
    legal_form: rules.LegalForm | None = None
    address: str | None = None
    phone: str | None = None
    email: str | None = None
    tax_code: str | None = None
    story: str | None = None


def register_producer(actor: Actor, facts: ProducerFacts, source: str = "entered") -> Producer:
    """Enter a producer; it may not sell before it is verified."""
    name = nfc(facts.name)
    if not 2 <= len(name) <= rules.LONGEST_NAME:
        raise NameMissing
    producer = Producer(
        slug=queries.free_slug(slugify(name)),
        name=name,
        folded=fold(name),
        legal_form=facts.legal_form or rules.legal_form_of(name),
        province_code=facts.province_code,
        commune_code=facts.commune_code,
        place_text=facts.place_text,
        address=facts.address,
        phone=parse_phone(facts.phone) if facts.phone else None,
        email=facts.email,
        tax_code=facts.tax_code,
        story=facts.story,
        source=source,
    )
    session.add(producer)
    session.flush()  # the audit entry and the signal name its id
    audit.record(actor, "producers.register", producer, f"Ghi nhận chủ thể {name}.")
    producer_changed.send(None, producer_id=producer.id)
    return producer


def verify_producer(
    actor: Actor, producer_id: int, today: date, note: str | None = None
) -> Producer:
    """An officer has checked who it is (`note` says by what): from now on it may sell."""
    producer = queries.get_producer_by_id(producer_id, lock=True)
    if producer.verified_on:
        raise AlreadyVerified
    producer.verified_on = today
    producer.verified_by = actor.name
    sentence = f"Xác minh chủ thể {producer.name}{f': {note}' if note else ''}."
    audit.record(actor, "producers.verify", producer, sentence)
    producer_changed.send(None, producer_id=producer.id)
    return producer
