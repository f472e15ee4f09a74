"""Reads of accounts: who is signed in, what they may do, who works where."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from catalog.producers.models import Producer
from storefront.accounts import rules
from storefront.accounts.models import Account, Membership, SignIn


def hash_of(token: str) -> str:
    """What is stored of the random token in a cookie."""
    return hashlib.sha256(token.encode()).hexdigest()


def actor_of(account: Account, producer_id: int | None = None) -> Actor:
    """The account as the actor lower packages know.

    Who works for several producers acts for one of them at a time, with the rights of that
    membership: `producer_id` if it is one of theirs, else the first.
    """
    membership = membership_in_use(account.memberships, producer_id)
    return Actor(
        id=account.id,
        name=account.name,
        permissions=rules.permissions_of(
            [role.role for role in account.roles], membership.role if membership else None
        ),
        producer_ids=frozenset({membership.producer_id} if membership else ()),
    )


def membership_in_use(memberships: list[Membership], producer_id: int | None) -> Membership | None:
    ordered = sorted(memberships, key=lambda one: one.id)
    chosen = [one for one in ordered if one.producer_id == producer_id]
    return next(iter(chosen or ordered), None)


@dataclass(frozen=True)
class SignedIn:
    """A browser that is signed in, as one request needs it."""

    sign_in_id: int
    account_id: int
    producer_id: int | None
    created_at: datetime
    actor: Actor
    is_worth_noting: bool


def find_signed_in(token: str, now: datetime, *, demo_allowed: bool) -> SignedIn | None:
    """Whose browser holds this token, if the sign-in still counts; rights are read afresh."""
    row = session.scalar(
        select(SignIn)
        .where(SignIn.token_hash == hash_of(token))
        .options(
            joinedload(SignIn.account).selectinload(Account.roles),
            joinedload(SignIn.account).selectinload(Account.memberships),
        )
    )
    if row is None or not counts(row, now) or (row.account.is_demo and not demo_allowed):
        return None
    return SignedIn(
        sign_in_id=row.id,
        account_id=row.account_id,
        producer_id=row.producer_id,
        created_at=row.created_at,
        actor=actor_of(row.account, row.producer_id),
        is_worth_noting=rules.is_worth_noting(limits_of(row.account), row.seen_at, now),
    )


def counts(row: SignIn, now: datetime) -> bool:
    """Whether a sign-in still gives rights."""
    account = row.account
    if row.ended_at is not None or not account.is_active or row.epoch != account.session_epoch:
        return False
    return not rules.has_lapsed(limits_of(account), row.created_at, row.seen_at, now)


def limits_of(account: Account) -> rules.Limits:
    return rules.limits_of(
        [role.role for role in account.roles], [one.role for one in account.memberships]
    )


def find_account(login: str) -> Account | None:
    """By phone (E.164) or e-mail (lower case), as rules of the service made them."""
    column = Account.email if "@" in login else Account.phone
    return session.scalar(select(Account).where(column == login))


def get_own_account(actor: Actor) -> Account:
    """The account of who asks."""
    account = session.get(Account, actor.id) if actor.id is not None else None
    if account is None:
        raise NotFound
    return account


def list_own_sign_ins(actor: Actor, now: datetime) -> list[SignIn]:
    """The browsers in which the person is signed in, last used first."""
    rows = session.scalars(
        select(SignIn)
        .where(SignIn.account_id == actor.id, SignIn.ended_at.is_(None))
        .options(joinedload(SignIn.account))
        .order_by(SignIn.seen_at.desc(), SignIn.id.desc())
    )
    return [row for row in rows if counts(row, now)]


def list_own_producers(actor: Actor) -> list[Producer]:
    """Those the person is a member of, by name: more than one, and there is a choice."""
    return list(
        session.scalars(
            select(Producer)
            .join(Membership, Membership.producer_id == Producer.id)
            .where(Membership.account_id == actor.id)
            .order_by(Producer.folded)
        )
    )


def list_members(actor: Actor, *, lock: bool = False) -> list[Membership]:
    """Who works for the producer the actor works for, owners first. `lock` holds the rows."""
    query = (
        select(Membership)
        .join(Membership.account)
        .where(Membership.producer_id.in_(actor.producer_ids))
        .options(contains_eager(Membership.account))
        .order_by(Membership.role, Account.name, Membership.id)
    )
    if lock:
        query = query.with_for_update(of=Membership).execution_options(populate_existing=True)
    return list(session.scalars(query))


def list_demo_accounts() -> list[Account]:
    """The demonstration's people with their roles, in the order they were made."""
    return list(
        session.scalars(
            select(Account)
            .where(Account.is_demo)
            .options(
                selectinload(Account.roles),
                selectinload(Account.memberships).joinedload(Membership.producer),
            )
            .order_by(Account.id)
        )
    )
