"""Reads of assistance."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from catalog.kernel.actor import Actor
from catalog.kernel.audit import AuditEntry
from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from catalog.kernel.text import fold
from catalog.producers.models import Producer
from storefront.accounts.models import Account, Membership
from storefront.assistance import rules
from storefront.assistance.models import HelpConsent, HelpTurn

MOST_FOUND = 12
MOST_ACTS = 50


def search_households(words: str) -> list[Producer]:
    """Producers by name, as whoever helps looks for them."""
    folded = fold(words)
    if len(folded) < 2:
        return []
    query = (
        select(Producer)
        .where(Producer.folded.contains(folded, autoescape=True))
        .options(joinedload(Producer.commune), joinedload(Producer.province))
        .order_by(Producer.folded, Producer.id)
    )
    return list(session.scalars(query.limit(MOST_FOUND)))


def list_own_consents(actor: Actor) -> list[HelpConsent]:
    """For whom the person may act, or might, the newest first."""
    return _list(HelpConsent.account_id == actor.id)


def list_consents_of(actor: Actor) -> list[HelpConsent]:
    """Who acts for the household the actor owns, or did, the newest first."""
    return _list(HelpConsent.producer_id.in_(actor.producer_ids))


def _list(where: object) -> list[HelpConsent]:
    query = (
        select(HelpConsent)
        .where(where)  # type: ignore[arg-type]  # a condition on one column
        .options(joinedload(HelpConsent.producer), joinedload(HelpConsent.account))
    )
    return list(session.scalars(query.order_by(HelpConsent.id.desc())))


def get_consent(consent_id: int) -> HelpConsent:
    """The consent, held, with its people; or NotFound."""
    query = select(HelpConsent).where(HelpConsent.id == consent_id).with_for_update()
    found = session.scalar(query.execution_options(populate_existing=True))
    if found is None:
        raise NotFound
    return found


def has_consent(account_id: int | None, producer_id: int, today: date) -> bool:
    """Whether the person may act for the producer on a day."""
    query = select(HelpConsent).where(
        HelpConsent.account_id == account_id, HelpConsent.producer_id == producer_id
    )
    return any(counts(one, today) for one in session.scalars(query))


def counts(consent: HelpConsent, today: date) -> bool:
    return rules.holds(consent.valid_from, consent.valid_to, consent.ended_at, today)


def find_turn(
    sign_in_id: int, account_id: int, signed_in_at: datetime, today: date
) -> HelpConsent | None:
    """For which consent this browser acts now; None once it ended, lapsed or was never begun."""
    turn = session.scalar(
        select(HelpTurn)
        .where(HelpTurn.sign_in_id == sign_in_id)
        .options(joinedload(HelpTurn.consent).joinedload(HelpConsent.producer))
    )
    # A number of a sign-in may be given out again once its row is gone.
    if turn is None or turn.begun_at < signed_in_at or turn.consent.account_id != account_id:
        return None
    return turn.consent if counts(turn.consent, today) else None


def works_there(account_id: int | None, producer_id: int) -> bool:
    query = select(Membership.id).where(
        Membership.account_id == account_id, Membership.producer_id == producer_id
    )
    return session.scalar(query.limit(1)) is not None


def phone_of(producer: Producer) -> str | None:
    """The number of the household itself: its owner's, else the one buyers call."""
    query = (
        select(Account.phone)
        .join(Membership, Membership.account_id == Account.id)
        .where(
            Membership.producer_id == producer.id,
            Membership.role == "owner",
            Account.phone.is_not(None),
        )
        .order_by(Membership.id)
    )
    return session.scalar(query.limit(1)) or producer.phone


def list_acts(actor: Actor) -> list[AuditEntry]:
    """What was done for the actor's household by others, the newest first."""
    names = {rules.name_for(one.account.name, one.producer.name) for one in list_consents_of(actor)}
    query = select(AuditEntry).where(AuditEntry.actor_name.in_(names))
    return list(session.scalars(query.order_by(AuditEntry.id.desc()).limit(MOST_ACTS)))
