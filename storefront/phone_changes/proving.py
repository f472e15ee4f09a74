"""A number is shown to be somebody's: in transactions of its own.

A wrong code costs a try even though nothing else is written: see storefront/one_time_codes.
"""

from datetime import datetime

from catalog.kernel.actor import Actor
from catalog.kernel.db import transaction
from storefront.accounts import passwords
from storefront.accounts import service as accounts
from storefront.accounts.errors import WrongPassword
from storefront.accounts.queries import SignedIn, get_own_account
from storefront.accounts.rules import LONGEST_PASSWORD
from storefront.one_time_codes import service as codes
from storefront.one_time_codes.rules import Ask, Purpose
from storefront.passkeys.rules import is_fresh
from storefront.phone_changes import queries, service, stopping
from storefront.phone_changes.errors import (
    AlreadyWaiting,
    NothingToEnter,
    ProveAgain,
    SameNumber,
)


def check_person(actor: Actor, password: str, signed_in: SignedIn | None, now: datetime) -> None:
    """A phone left on the table is not enough: the password, or a sign-in of just now.

    Raises WrongPassword, ProveAgain.
    """
    account = get_own_account(actor)
    if account.has_password:
        if not passwords.matches(account.password_hash, password[:LONGEST_PASSWORD]):
            raise WrongPassword
    elif signed_in is None or not is_fresh(signed_in.created_at, now):
        raise ProveAgain


def send_code(
    secret: str, actor: Actor, phone: str, network: str, language: str, now: datetime
) -> None:
    """Send a code to the new number, whoever's it is: what is said here is always the same.

    Raises SameNumber, AlreadyWaiting and the refusals of codes.
    """
    if get_own_account(actor).phone == phone:
        raise SameNumber
    if queries.find_waiting(actor.id):
        raise AlreadyWaiting
    ask = Ask(phone, Purpose.CHANGE_PHONE, str(actor.id), network, language)
    with transaction():
        codes.send_code(secret, ask, now)


def take_code(
    secret: str, actor: Actor, phone: str, typed: str, sign_in_id: int | None, now: datetime
) -> None:
    """The code shows whose number it is: the change waits, and the old number is told.

    Raises refusals of codes and of changes.
    """
    with transaction():
        code_id = codes.spend_try(secret, phone, Purpose.CHANGE_PHONE, str(actor.id), now)
    with transaction():
        codes.use_code(secret, code_id, phone, typed, now)
        change = service.ask(actor, phone, sign_in_id, now)
        stopping.tell_old_number(secret, change, now)


def send_way_in(secret: str, phone: str, network: str, language: str, now: datetime) -> None:
    """Send a code to whoever says that an account was just given this number."""
    ask = Ask(phone, Purpose.COME_BACK, "", network, language)
    with transaction():
        codes.send_code(secret, ask, now)


def come_back(secret: str, phone: str, typed: str, device: str, now: datetime) -> str:
    """The token of the first sign-in by the new number, once. Raises NothingToEnter."""
    with transaction():
        code_id = codes.spend_try(secret, phone, Purpose.COME_BACK, "", now)
    with transaction():
        codes.use_code(secret, code_id, phone, typed, now)
        change = queries.find_to_enter(phone)
        if change is None:
            raise NothingToEnter
        change.entered_at = now
        account = change.account
        checked = accounts.Checked(account.id, account.session_epoch, None)
        return accounts.sign_in(checked, device, now)
