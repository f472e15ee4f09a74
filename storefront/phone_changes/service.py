"""Writes of numbers: asked for, waiting, carried out or stopped. Each ends once.

Every end is one conditional UPDATE of a row that still waits, so of a stop, an officer's yes and
the clock only the first counts. Times are the server's alone.
"""

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from catalog.kernel import audit
from catalog.kernel.actor import SYSTEM, Actor
from catalog.kernel.clock import local_date
from catalog.kernel.db import rows_changed, session
from catalog.kernel.errors import NotFound
from storefront.accounts import queries as accounts
from storefront.accounts.models import Account, SignIn
from storefront.deadlines import queries as deadlines
from storefront.deadlines.rules import What
from storefront.messages.rules import masked
from storefront.passkeys import service as passkeys
from storefront.phone_changes import queries, rules
from storefront.phone_changes.errors import (
    AlreadyWaiting,
    NotRecoverable,
    NoWaitingTime,
    NumberInUse,
    OwnAccount,
    SameNumber,
    SameOfficer,
    TooLateToStop,
)
from storefront.phone_changes.models import PhoneChange
from storefront.phone_changes.rules import Kind, Seen, State


def ask(actor: Actor, phone: str, sign_in_id: int | None, now: datetime) -> PhoneChange:
    """Give the own account another number, shown to be the person's, once the time is over.

    Raises SameNumber, NumberInUse, AlreadyWaiting, NoWaitingTime.
    """
    account = accounts.get_own_account(actor)
    change = _wait(actor, account, phone, Kind.OWN, now)
    change.sign_in_id = sign_in_id
    sentence = f"Xin đổi số điện thoại sang {masked(phone)}."
    audit.record(actor, "phone_changes.ask", change, sentence)
    return change


def report_lost(
    actor: Actor, account_id: int, phone: str, seen: Seen, note: str, now: datetime
) -> PhoneChange:
    """An officer knows who asks and gives the account a new number; its sign-ins end at once.

    Raises OwnAccount, NotRecoverable, SameNumber, NumberInUse, AlreadyWaiting, NoWaitingTime.
    """
    account = queries.get_account(account_id)
    if account.id == actor.id:
        raise OwnAccount
    if not rules.may_be_recovered([one.role for one in account.roles], is_active=account.is_active):
        raise NotRecoverable
    own = queries.find_waiting(account.id)
    if own and own.kind == Kind.OWN.value and now < own.due_at:
        stop(actor, own, now)  # asked for, maybe, by whoever found the phone
    change = _wait(actor, account, phone, Kind.LOST, now)
    change.seen, change.note = seen.value, note
    account.session_epoch += 1
    sentence = f"Mất máy: {account.name} sẽ dùng số {masked(phone)}. Lý do: {note}"
    audit.record(actor, "phone_changes.report", change, sentence, seen=seen.value)
    return change


def confirm(actor: Actor, change_id: int, now: datetime) -> bool:
    """A second officer has looked too: the new number counts now, unless somebody has it.

    Raises SameOfficer.
    """
    change = _get_lost(change_id)
    if not rules.may_confirm(change.asked_by_id, actor.id):
        raise SameOfficer
    return _carry_out(actor, change, now)


def withdraw(actor: Actor, change_id: int, now: datetime) -> None:
    """An officer takes a lost phone back, as when it was found. Raises TooLateToStop."""
    stop(actor, _get_lost(change_id), now)


def give_up(actor: Actor, now: datetime) -> None:
    """Keep the own number after all. Raises TooLateToStop."""
    change = queries.find_waiting(actor.id)
    if change is None:
        raise TooLateToStop
    stop(actor, change, now)


def stop(actor: Actor, change: PhoneChange, now: datetime) -> None:
    """Keep the number of before. Raises TooLateToStop once the time is over."""
    phone = masked(change.phone)
    if now >= change.due_at or not _close(actor, change, State.STOPPED, now):
        raise TooLateToStop
    audit.record(actor, "phone_changes.stop", change, f"Dừng đổi số sang {phone}.")


def carry_out_if_due(change_id: int, now: datetime) -> bool:
    """Give the account its new number if the time has come; whether it was done."""
    change = queries.get_change(change_id)
    return now >= change.due_at and _carry_out(SYSTEM, change, now)


def forget(account_id: int) -> None:
    """Drop what is known of an account's numbers, as when its person is erased."""
    session.execute(delete(PhoneChange).where(PhoneChange.account_id == account_id))


def _wait(actor: Actor, account: Account, phone: str, kind: Kind, now: datetime) -> PhoneChange:
    if account.phone == phone:
        raise SameNumber
    if accounts.find_account(phone) is not None:
        raise NumberInUse
    span = deadlines.find(What.PHONE_CHANGE, local_date(now))
    if span is None:
        raise NoWaitingTime
    change = PhoneChange(
        account_id=account.id,
        kind=kind.value,
        phone=phone,
        asked_by=actor.name,
        asked_by_id=actor.id,
        asked_at=now,
        due_at=now + span.time,
        state=State.WAITING.value,
    )
    session.add(change)
    try:
        session.flush()  # gives the id its audit entry names; only one may wait
    except IntegrityError as error:
        raise AlreadyWaiting from error
    return change


def _carry_out(actor: Actor, change: PhoneChange, now: datetime) -> bool:
    phone = change.phone or ""
    if not _close(actor, change, State.DONE, now):
        return False
    account = _locked(change.account_id)
    if not account.is_active or not _give(account, phone):
        change.state = State.IMPOSSIBLE.value
        audit.record(actor, "phone_changes.fail", change, f"Không đổi được sang {masked(phone)}.")
        return False
    if change.kind == Kind.LOST.value:
        _end_all_of_old(account)
    else:
        _end_others(account, change.sign_in_id, now)
    sentence = f"Đổi số điện thoại của {account.name} sang {masked(phone)}."
    audit.record(actor, "phone_changes.carry_out", change, sentence)
    return True


def _give(account: Account, phone: str) -> bool:
    """Whether the number could be given: another account may have it by now."""
    try:
        with session.begin_nested():
            account.phone = phone
            session.flush()
    except IntegrityError:
        return False
    return True


def _end_all_of_old(account: Account) -> None:
    """Nothing on the lost phone opens the account: no sign-in, no passkey, no kept password."""
    account.session_epoch += 1
    account.password_hash = ""
    passkeys.remove_all(account.id)


def _end_others(account: Account, kept: int | None, now: datetime) -> None:
    others = update(SignIn).where(SignIn.account_id == account.id, SignIn.ended_at.is_(None))
    session.execute(others.where(SignIn.id != (kept or 0)).values(ended_at=now))


def _close(actor: Actor, change: PhoneChange, state: State, now: datetime) -> bool:
    closed = session.execute(
        update(PhoneChange)
        .where(PhoneChange.id == change.id, PhoneChange.state == State.WAITING.value)
        .values(state=state.value, phone=None, closed_by=actor.name, closed_at=now)
        .execution_options(synchronize_session="fetch")
    )
    return rows_changed(closed) == 1


def _get_lost(change_id: int) -> PhoneChange:
    change = queries.get_change(change_id)
    if change.kind != Kind.LOST.value:
        raise NotFound
    return change


def _locked(account_id: int) -> Account:
    query = select(Account).where(Account.id == account_id).with_for_update()
    return session.scalars(query.execution_options(populate_existing=True)).one()
