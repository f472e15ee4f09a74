"""Writes of assistance: a consent is recorded, used in a browser, ended."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete

from catalog.kernel import audit, clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from catalog.producers.queries import get_producer_by_id
from storefront.assistance import queries, rules
from storefront.assistance.errors import HelpsAlready, NoPaperNamed, OwnHousehold, WrongDays
from storefront.assistance.models import HelpConsent, HelpTurn
from storefront.assistance.rules import How, Scope
from storefront.messages import service as messages
from storefront.messages.rules import Kind, Recipient


@dataclass(frozen=True)
class Wish:
    """What a helper asks to be allowed."""

    scope: Scope
    first: date
    last: date
    how: How
    note: str | None = None


def check(actor: Actor, producer_id: int, wish: Wish, today: date) -> None:
    """Refuse what cannot be agreed to: WrongDays, NoPaperNamed, OwnHousehold, HelpsAlready."""
    if not rules.are_fitting(wish.first, wish.last, today):
        raise WrongDays
    if wish.how == How.PAPER and not wish.note:
        raise NoPaperNamed
    if queries.works_there(actor.id, producer_id):
        raise OwnHousehold
    if queries.has_consent(actor.id, producer_id, today):
        raise HelpsAlready


def record_consent(actor: Actor, producer_id: int, wish: Wish, now: datetime) -> HelpConsent:
    """The household agreed; it is told by text that somebody acts for it from now on."""
    producer = get_producer_by_id(producer_id, lock=True)
    check(actor, producer_id, wish, clock.local_date(now))
    consent = HelpConsent(
        producer_id=producer_id,
        account_id=actor.id or 0,
        scope=wish.scope.value,
        valid_from=wish.first,
        valid_to=wish.last,
        how=wish.how.value,
        note=wish.note,
        recorded_at=now,
    )
    session.add(consent)
    session.flush()  # for the id the audit entry and the message name
    sentence = f"{actor.name} được {producer.name} cho làm thay đến {wish.last:%d/%m/%Y}."
    audit.record(actor, "assistance.record", consent, sentence, how=wish.how.value)
    values = {  # names cut so that the text fits two parts of SMS
        "helper": actor.name[: rules.LONGEST_IN_A_TEXT],
        "household": producer.name[: rules.LONGEST_IN_A_TEXT],
        "day": f"{wish.last:%d/%m/%Y}",
    }
    key = f"assistance/{consent.id}"
    messages.queue(Kind.HELP_BEGUN, key, Recipient(queries.phone_of(producer)), values, now)
    return consent


def begin_turn(actor: Actor, sign_in_id: int, consent_id: int, now: datetime) -> None:
    """Act for the household in this browser. NotFound for consents of others, and ended ones."""
    consent = queries.get_consent(consent_id)
    is_own = consent.account_id == actor.id
    if not is_own or not queries.counts(consent, clock.local_date(now)):
        raise NotFound
    end_turn(sign_in_id)
    session.add(HelpTurn(sign_in_id=sign_in_id, consent_id=consent_id, begun_at=now))
    sentence = f"Bắt đầu làm thay {consent.producer.name}."
    audit.record(actor, "assistance.begin", consent, sentence)


def end_turn(sign_in_id: int) -> None:
    """Be oneself again in this browser."""
    session.execute(delete(HelpTurn).where(HelpTurn.sign_in_id == sign_in_id))


def end_consent(actor: Actor, consent_id: int, now: datetime) -> None:
    """The household, or the helper, ends it; at once, in every browser."""
    consent = queries.get_consent(consent_id)
    is_owner = actor.may("assistance.oversee") and actor.works_for(consent.producer_id)
    if not (is_owner or consent.account_id == actor.id):
        raise NotFound
    if consent.ended_at is None:
        consent.ended_at, consent.ended_by = now, actor.name
        sentence = f"Thôi để {consent.account.name} làm thay {consent.producer.name}."
        audit.record(actor, "assistance.end", consent, sentence)
