"""Entering producers and verifying them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

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
    representative: str | None = None
    story: str | None = None
    is_listed: bool = True


def register_producer(actor: Actor, facts: ProducerFacts, source: str = "entered") -> Producer:
    """Enter a producer; it may not sell before it is verified."""
    name = _named(facts.name)
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
        representative=facts.representative,
        story=facts.story,
        is_listed=facts.is_listed,
        source=source,
    )
    session.add(producer)
    session.flush()  # the audit entry and the signal name its id
    audit.record(actor, "producers.register", producer, f"Ghi nhận chủ thể {name}.")
    producer_changed.send(None, producer_id=producer.id)
    return producer


def amend_producer(actor: Actor, producer_id: int, **facts: Any) -> Producer:
    """Change what is known of a producer: columns of the table by name."""
    producer = queries.get_producer_by_id(producer_id, lock=True)
    if "name" in facts:
        facts["name"] = _named(facts["name"])
        facts["folded"] = fold(facts["name"])
    changed = {name for name, value in facts.items() if getattr(producer, name) != value}
    for name in changed:
        setattr(producer, name, facts[name])
    if changed:
        sentence = f"Sửa thông tin chủ thể {producer.name}."
        audit.record(actor, "producers.amend", producer, sentence, fields=sorted(changed))
        producer_changed.send(None, producer_id=producer.id)
    return producer


def verify_producer(
    actor: Actor, producer_id: int, today: date, note: str | None = None
) -> Producer:
    """An officer has checked who it is (`note` says by what): from now on it may sell."""
    producer = queries.get_producer_by_id(producer_id, lock=True)
    if producer.verified_on:
        raise AlreadyVerified
    producer.verified_on, producer.is_listed = today, True
    producer.verified_by = actor.name
    sentence = f"Xác minh chủ thể {producer.name}{f': {note}' if note else ''}."
    audit.record(actor, "producers.verify", producer, sentence)
    producer_changed.send(None, producer_id=producer.id)
    return producer


def suspend_producer(actor: Actor, producer_id: int, reason: str) -> Producer:
    """It sells no more until it is verified anew. Goods of the register stay to be read about."""
    producer = queries.get_producer_by_id(producer_id, lock=True)
    producer.verified_on = producer.verified_by = None
    producer.is_listed = producer.source == "register"
    sentence = f"Tạm dừng bán hàng của {producer.name}: {reason}."
    audit.record(actor, "producers.suspend", producer, sentence)
    producer_changed.send(None, producer_id=producer.id)
    return producer


def _named(text: str) -> str:
    name = nfc(text)
    if not 2 <= len(name) <= rules.LONGEST_NAME:
        raise NameMissing
    return name
