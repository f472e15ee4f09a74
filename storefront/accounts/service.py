"""Writes of accounts: register, sign in and out, roles. Members of producers: membership.py."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError

from catalog.kernel import audit
from catalog.kernel.actor import SYSTEM, Actor
from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from catalog.kernel.phone import NotAPhone, parse_phone
from storefront.accounts import passwords, queries, rules
from storefront.accounts.errors import (
    LoginTaken,
    NotALogin,
    PasswordGuessable,
    PasswordTooLong,
    PasswordTooShort,
    UnknownRole,
    WrongCredentials,
    WrongPassword,
)
from storefront.accounts.models import Account, AccountRole, Membership, SignIn


def login_of(typed: str) -> str:
    """A phone as E.164 or an e-mail in lower case, whichever was typed; raises NotALogin.

    An old number of eleven digits is refused with its new form (OldPhone).
    """
    text = typed.strip()
    if "@" in text:
        if not rules.is_email(text):
            raise NotALogin
        return text.lower()
    try:
        return parse_phone(text)
    except NotAPhone as error:
        raise error if type(error) is not NotAPhone else NotALogin from error


def split_login(typed: str) -> tuple[str | None, str | None]:
    """The one field of a form as phone and e-mail, of which one is given."""
    return (None, typed) if "@" in typed else (typed, None)


def register_account(
    name: str,
    *,
    phone: str | None = None,
    email: str | None = None,
    password: str | None,
    now: datetime,
    roles: Iterable[str] = (),
    memberships: Iterable[tuple[int, str]] = (),
    is_demo: bool = False,
    actor: Actor | None = None,
) -> Account:
    """Open an account; `memberships` are (producer id, "owner" or "staff").

    The person registers alone unless `actor` does it; without a password a passkey must follow,
    or a password. Raises LoginTaken and the refusals of passwords.
    """
    phone, email = login_of(phone) if phone else None, login_of(email) if email else None
    if not (phone or email):
        raise NotALogin
    if password is not None:
        check_password(password, (name, phone or "", email or ""))
    if any(login and queries.find_account(login) for login in (phone, email)):
        raise LoginTaken
    account = Account(
        name=name,
        phone=phone,
        email=email,
        password_hash=passwords.make_hash(password) if password is not None else "",
        is_demo=is_demo,
        created_at=now,
        roles=[AccountRole(role=_known(role)) for role in roles],
        memberships=[
            Membership(producer_id=one, role=known_member(role)) for one, role in memberships
        ],
    )
    session.add(account)
    try:
        session.flush()  # gives the id its audit entry names
    except IntegrityError as error:  # somebody took the login since it was looked up
        raise LoginTaken from error
    who = actor or Actor(id=account.id, name=account.name)
    audit.record(who, "accounts.register", account, f"Mở tài khoản cho {name}.")
    return account


def register_buyer(name: str, login: str, password: str, device: str, now: datetime) -> str:
    """Open an account that may buy, sign it in, and return the token of that sign-in.

    Nobody has shown yet that the number is theirs: it only names the account, and no order
    is found by it.
    """
    phone, email = split_login(login)
    account = register_account(name, phone=phone, email=email, password=password, now=now)
    return _open(account, device, now)


def register_by_phone(name: str, phone: str, device: str, now: datetime) -> str:
    """Open an account for a number its owner has just shown to be theirs, and sign it in."""
    return _open(register_account(name, phone=phone, password=None, now=now), device, now)


def check_password(password: str, own: Iterable[str]) -> None:
    """Refuse what is too short, too long or known to everybody."""
    if len(password) < rules.SHORTEST_PASSWORD:
        raise PasswordTooShort
    if len(password) > rules.LONGEST_PASSWORD:
        raise PasswordTooLong
    # A phone is in E.164; people write it from its 0.
    words = [word for one in own for word in (one, one.replace("+84", "0"), one.split("@")[0])]
    if rules.is_guessable(password, passwords.blocked(), words):
        raise PasswordGuessable


@dataclass(frozen=True)
class Checked:
    """The right password was given, at this epoch of the account."""

    account_id: int
    epoch: int
    fresh_hash: str | None


def check_credentials(typed: str, password: str, *, demo_allowed: bool) -> Checked:
    """Raise WrongCredentials for any reason but a login of no known form.

    Only reads, so that the slow hash holds no lock.
    """
    account = queries.find_account(login_of(typed))
    short = password[: rules.LONGEST_PASSWORD]
    right = passwords.matches(account.password_hash if account else None, short)
    if not account or not right or not account.is_active or (account.is_demo and not demo_allowed):
        raise WrongCredentials
    outdated = passwords.is_outdated(account.password_hash)
    fresh = passwords.make_hash(short) if outdated else None
    return Checked(account.id, account.session_epoch, fresh)


def sign_in(checked: Checked, device: str, now: datetime) -> str:
    """Write down the new sign-in and return its token, which is stored nowhere."""
    account = session.get_one(Account, checked.account_id)
    if not account.is_active or account.session_epoch != checked.epoch:
        raise WrongCredentials  # disabled, or the password changed, a moment ago
    if checked.fresh_hash:
        account.password_hash = checked.fresh_hash
    account.signed_in_at = now
    return _open(account, device, now)


def _open(account: Account, device: str, now: datetime, producer_id: int | None = None) -> str:
    token = secrets.token_urlsafe(32)
    session.add(
        SignIn(
            account_id=account.id,
            token_hash=queries.hash_of(token),
            epoch=account.session_epoch,
            device=device,
            producer_id=producer_id,
            created_at=now,
            seen_at=now,
        )
    )
    return token


def sign_out(token: str, now: datetime) -> None:
    """End the sign-in of this token; a token nobody knows changes nothing."""
    session.execute(
        update(SignIn)
        .where(SignIn.token_hash == queries.hash_of(token), SignIn.ended_at.is_(None))
        .values(ended_at=now)
    )


def note_use(sign_in_id: int, now: datetime) -> None:
    """Write down that the sign-in was used just now."""
    session.execute(update(SignIn).where(SignIn.id == sign_in_id).values(seen_at=now))


def end_sign_in(actor: Actor, sign_in_id: int, now: datetime) -> None:
    """End one of the own sign-ins, as from a phone that was lost."""
    row = session.get(SignIn, sign_in_id)
    if row is None or row.account_id != actor.id:
        raise NotFound
    row.ended_at = row.ended_at or now
    audit.record(actor, "accounts.end_sign_in", row, f"Đăng xuất thiết bị {row.device}.")


def sign_out_everywhere(actor: Actor) -> None:
    """End every sign-in of the own account, this one too."""
    account = queries.get_own_account(actor)
    account.session_epoch += 1
    audit.record(actor, "accounts.sign_out_everywhere", account, "Đăng xuất khỏi mọi thiết bị.")


def rename(actor: Actor, name: str) -> None:
    """Change the own name."""
    account = queries.get_own_account(actor)
    sentence = f"Đổi tên từ {account.name} thành {name}."
    account.name = name
    audit.record(actor, "accounts.rename", account, sentence)


def change_own_password(actor: Actor, current: str, new: str, device: str, now: datetime) -> str:
    """Change it, end every sign-in, and return the token of a fresh one for this browser.

    Who signs in by passkey only has none yet, so `current` is asked of nobody.
    """
    account = queries.get_own_account(actor)
    if account.has_password and not passwords.matches(
        account.password_hash, current[: rules.LONGEST_PASSWORD]
    ):
        raise WrongPassword
    set_password(account, new, actor)
    return _open(account, device, now)


def set_password(account: Account, new: str, actor: Actor = SYSTEM) -> None:
    """Give the account another password and end its sign-ins."""
    check_password(new, (account.name, account.phone or "", account.email or ""))
    account.password_hash = passwords.make_hash(new)
    account.session_epoch += 1
    audit.record(actor, "accounts.change_password", account, f"Đổi mật khẩu của {account.name}.")


def grant_role(account: Account, role: str, actor: Actor = SYSTEM) -> None:
    """Give a role of the platform; giving it twice changes nothing."""
    _known(role)
    if any(one.role == role for one in account.roles):
        return
    account.roles.append(AccountRole(role=role))
    audit.record(
        actor, "accounts.grant", account, f"Trao vai trò {role} cho {account.name}.", role=role
    )


def revoke_role(account: Account, role: str, actor: Actor = SYSTEM) -> None:
    """Take a role away; rights end with the next request, sign-ins at once."""
    found = next((one for one in account.roles if one.role == _known(role)), None)
    if found is None:
        return
    session.delete(found)
    account.session_epoch += 1
    audit.record(
        actor, "accounts.revoke", account, f"Thu hồi vai trò {role} của {account.name}.", role=role
    )


def close_account(account: Account, actor: Actor = SYSTEM) -> None:
    """Nobody can sign in any more, and whoever is signed in is not."""
    account.is_active = False
    account.session_epoch += 1
    audit.record(actor, "accounts.close", account, f"Khóa tài khoản của {account.name}.")


def reopen_account(account: Account, actor: Actor = SYSTEM) -> None:
    """Let a closed account sign in again."""
    account.is_active = True
    audit.record(actor, "accounts.reopen", account, f"Mở lại tài khoản của {account.name}.")


def forget_old_sign_ins(now: datetime) -> int:
    """Drop the rows of sign-ins that ended or lapsed long ago; returns how many."""
    long_ago = now - max(limits.absolute for limits in rules.LIMITS.values())
    gone = session.scalars(delete(SignIn).where(SignIn.seen_at < long_ago).returning(SignIn.id))
    return len(gone.all())


def known_member(role: str) -> str:
    """A role of members by its name, or UnknownRole."""
    if role not in rules.MEMBER_ROLES:
        raise UnknownRole
    return role


def _known(role: str) -> str:
    if role not in rules.ROLES:
        raise UnknownRole
    return role
