"""Reads of changes of a number."""

from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.kernel.errors import DomainError, NotFound
from catalog.kernel.text import fold
from catalog.producers.models import Producer
from storefront.accounts import queries as accounts
from storefront.accounts import service as logins
from storefront.accounts.models import Account, Membership
from storefront.phone_changes import rules
from storefront.phone_changes.models import PhoneChange
from storefront.phone_changes.rules import Kind, State

MOST_FOUND = 20
_WAITS = PhoneChange.state == State.WAITING.value


def find_own_newest(actor: Actor) -> PhoneChange | None:
    """The last change of the own number, however it ended."""
    own = select(PhoneChange).where(PhoneChange.account_id == actor.id)
    return session.scalar(own.order_by(PhoneChange.id.desc()).limit(1))


def find_waiting(account_id: int | None) -> PhoneChange | None:
    """The change an account waits for."""
    return session.scalar(select(PhoneChange).where(PhoneChange.account_id == account_id, _WAITS))


def get_change(change_id: int) -> PhoneChange:
    """A change as it stands now, or NotFound."""
    found = session.get(PhoneChange, change_id, populate_existing=True)
    if found is None:
        raise NotFound
    return found


def list_due(now: datetime) -> list[int]:
    """Changes whose time has come, the oldest first."""
    query = select(PhoneChange.id).where(_WAITS, PhoneChange.due_at <= now)
    return list(session.scalars(query.order_by(PhoneChange.id)))


def list_lost() -> list[PhoneChange]:
    """Lost phones that wait, for a second officer to look at."""
    query = select(PhoneChange).where(_WAITS, PhoneChange.kind == Kind.LOST.value)
    return list(
        session.scalars(query.options(joinedload(PhoneChange.account)).order_by(PhoneChange.due_at))
    )


def waits_until(producer_id: int) -> datetime | None:
    """Until when an owner of this producer waits for another number."""
    owned = select(Membership.account_id).where(
        Membership.producer_id == producer_id, Membership.role == "owner"
    )
    return session.scalar(
        select(func.max(PhoneChange.due_at)).where(_WAITS, PhoneChange.account_id.in_(owned))
    )


def find_to_enter(phone: str) -> PhoneChange | None:
    """The change after a lost phone by which the holder of its new number comes in, once."""
    query = (
        select(PhoneChange)
        .join(PhoneChange.account)
        .where(Account.phone == phone, Account.is_active)
        .order_by(PhoneChange.id.desc())
        .limit(1)
    )
    newest = session.scalar(query.options(joinedload(PhoneChange.account)))
    if newest is None or newest.entered_at is not None:
        return None
    is_lost = newest.kind == Kind.LOST.value and newest.state == State.DONE.value
    return newest if is_lost else None


def get_account(account_id: int) -> Account:
    """The account an officer is asked to give back, with its shops and roles; or NotFound."""
    query = select(Account).where(Account.id == account_id)
    account = session.scalar(query.options(*_WITH_SHOPS))
    if account is None:
        raise NotFound
    return account


def search_accounts(words: str) -> list[Account]:
    """By number, address, name, or the name of a shop, as an officer is told them."""
    if len(words) < rules.SHORTEST_WORDS:
        return []
    if exact := _by_login(words):
        return [exact]
    here = select(Membership.account_id).join(Producer, Producer.id == Membership.producer_id)
    named = or_(
        func.lower(Account.name).contains(words.lower(), autoescape=True),
        Account.id.in_(here.where(Producer.folded.contains(fold(words), autoescape=True))),
    )
    query = select(Account).where(named, Account.is_active).options(*_WITH_SHOPS)
    return list(session.scalars(query.order_by(Account.name, Account.id).limit(MOST_FOUND)))


def _by_login(words: str) -> Account | None:
    try:
        return accounts.find_account(logins.login_of(words))
    except DomainError:
        return None  # a name, then


_WITH_SHOPS = (
    selectinload(Account.roles),
    selectinload(Account.memberships).joinedload(Membership.producer),
)
