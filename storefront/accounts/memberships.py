"""Who works for which producer: joined, chosen, removed."""

from sqlalchemy import update

from catalog.kernel import audit
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from catalog.producers.models import Producer
from storefront.accounts import queries
from storefront.accounts.errors import (
    AlreadyMember,
    LastOwner,
    NoSuchAccount,
)
from storefront.accounts.models import Account, Membership, SignIn
from storefront.accounts.service import known_member


def choose_producer(actor: Actor, sign_in_id: int, producer_id: int) -> None:
    """Work for another of the own producers in this browser."""
    own = {producer.id for producer in queries.list_own_producers(actor)}
    if producer_id not in own:
        raise NotFound
    session.execute(
        update(SignIn)
        .where(SignIn.id == sign_in_id, SignIn.account_id == actor.id)
        .values(producer_id=producer_id)
    )


def add_member(actor: Actor, phone: str, role: str) -> Membership:
    """Let the account with this phone work for the producer the actor owns."""
    (producer_id,) = actor.producer_ids
    account = queries.find_account(phone)
    if account is None or not account.is_active:
        raise NoSuchAccount
    if any(one.producer_id == producer_id for one in account.memberships):
        raise AlreadyMember
    membership = Membership(producer_id=producer_id, role=known_member(role))
    account.memberships.append(membership)
    session.flush()  # gives the id its audit entry names
    sentence = f"Thêm {account.name} vào cơ sở {membership.producer.name}."
    audit.record(actor, "members.add", membership, sentence, role=role)
    return membership


def join_producer(actor: Actor, account_id: int, producer: Producer, role: str) -> Membership:
    """Let an account work for a producer: its own new one, or one an officer gave it."""
    account = session.get_one(Account, account_id)
    membership = Membership(producer_id=producer.id, role=known_member(role))
    account.memberships.append(membership)
    session.flush()  # gives the id its audit entry names
    sentence = f"{account.name} làm ở cơ sở {producer.name}."
    audit.record(actor, "members.add", membership, sentence, role=role)
    return membership


def remove_member(actor: Actor, membership_id: int) -> None:
    """Let a person work for the actor's producer no more; an owner must remain.

    The rows are held, so two owners who remove each other queue up.
    """
    held = queries.list_members(actor, lock=True)
    found = next((one for one in held if one.id == membership_id), None)
    if found is None:
        raise NotFound
    if found.role == "owner" and sum(one.role == "owner" for one in held) == 1:
        raise LastOwner
    sentence = f"Cho {found.account.name} thôi làm ở cơ sở {found.producer.name}."
    audit.record(actor, "members.remove", found, sentence)
    session.delete(found)
