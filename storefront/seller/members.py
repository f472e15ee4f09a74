"""Who works for a shop: joined by a code on the person's own telephone, told when owners change.

A code keeps anybody from being put into a strange shop, and names from being read off numbers.
Whoever steals an owner's sign-in would first make an owner of their own and put the real one out:
a text tells every owner of before, outside the pages the thief reads.
"""

from datetime import datetime

from catalog.kernel.actor import Actor
from catalog.kernel.errors import NotFound
from catalog.producers.queries import get_producer_by_id
from storefront.accounts import memberships
from storefront.accounts.errors import AlreadyMember
from storefront.accounts.models import Membership
from storefront.accounts.queries import list_members
from storefront.messages import service as messages
from storefront.messages.rules import Kind, Recipient
from storefront.one_time_codes import service as codes
from storefront.one_time_codes.rules import Ask

LONGEST_IN_A_TEXT = 40


def subject(actor: Actor, role: str) -> str:
    """A code agrees to this shop and this role, and to nothing that was changed afterwards."""
    return f"{min(actor.producer_ids)}/{role}"


def send_code(secret: str, actor: Actor, ask: Ask, now: datetime) -> None:
    """Ask the holder of a number to work here; whether it has an account is not said yet.

    Raises AlreadyMember and the refusals of codes.
    """
    if any(one.account.phone == ask.phone for one in list_members(actor)):
        raise AlreadyMember
    codes.send_code(secret, ask, now)


def use_code(
    secret: str, actor: Actor, code_id: int, phone: str, role: str, typed: str, now: datetime
) -> None:
    """The holder of the number typed the code: they work here from now on.

    Raises the refusals of codes, NoSuchAccount, AlreadyMember.
    """
    codes.use_code(secret, code_id, phone, typed, now)
    add(actor, phone, role, now)


def add(actor: Actor, phone: str, role: str, now: datetime) -> Membership:
    """Let the account with this phone work here. Raises NoSuchAccount, AlreadyMember."""
    before = _owners(actor)
    added = memberships.add_member(actor, phone, role)
    if role == "owner":
        _tell(Kind.OWNER_ADDED, before, added, now)
    return added


def remove(actor: Actor, membership_id: int, now: datetime) -> None:
    """Let a person work here no more. Raises NotFound, LastOwner."""
    before = _owners(actor)
    gone = next((one for one in before if one.id == membership_id), None)
    if gone is not None:
        _tell(Kind.OWNER_REMOVED, before, gone, now)
    memberships.remove_member(actor, membership_id)


def leave(actor: Actor, now: datetime) -> None:
    """Work no more for the producer this browser works for. Raises NotFound, LastOwner."""
    own = next((one for one in list_members(actor) if one.account_id == actor.id), None)
    if own is None:
        raise NotFound
    remove(actor, own.id, now)


def _owners(actor: Actor) -> list[Membership]:
    return [one for one in list_members(actor) if one.role == "owner"]


def _tell(kind: Kind, owners: list[Membership], whom: Membership, now: datetime) -> None:
    """To every owner of before, whoever of them did it: a stolen sign-in acts in their name."""
    values = {
        "name": whom.account.name[:LONGEST_IN_A_TEXT],
        "seller": get_producer_by_id(whom.producer_id).name[:LONGEST_IN_A_TEXT],
    }
    for one in owners:
        if one.account.phone:
            key = f"{kind.value}/{whom.id}/{now.isoformat()}/{one.account.phone}"
            messages.queue(kind, key, Recipient(one.account.phone), values, now)
