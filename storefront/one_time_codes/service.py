"""Writes of one-time codes: send one, count a try, use one.

A try is counted and committed before the code is compared (`spend_try` in a transaction of its
own), so a refusal that rolls back costs the guesser a try all the same. The code is used in the
transaction of what it allows (`use_code`), so both happen or neither.
"""

from datetime import datetime

from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError

from catalog.kernel.clock import local_date
from catalog.kernel.db import rows_changed, session
from catalog.kernel.i18n import speaking
from catalog.kernel.sealing import digest, seal
from storefront.messages import service as messages
from storefront.messages.rules import Kind, Recipient, is_vietnamese
from storefront.one_time_codes import labels, queries, rules
from storefront.one_time_codes.errors import (
    CodeUsed,
    NoCode,
    NoMoreToday,
    NotReachable,
    TooManyForPhone,
    TooManyFromHere,
    TooSoon,
    TriesSpent,
    WrongCode,
)
from storefront.one_time_codes.models import OneTimeCode
from storefront.one_time_codes.rules import Ask, Purpose


def send_code(secret: str, ask: Ask, now: datetime) -> None:
    """Make a code and queue its text. Codes sent before for the same thing count no more.

    `secret` is SECRET_KEY. Raises NotReachable, TooSoon, TooManyForPhone, TooManyFromHere,
    NoMoreToday.
    """
    if not is_vietnamese(ask.phone):
        raise NotReachable
    phone = digest(secret, "phone", ask.phone)
    network = digest(secret, "network", ask.network)
    nth = _place_of_next(queries.asked_before(phone, network, now), now)
    _end_earlier(phone, ask, now)
    code = rules.make_code()
    row = OneTimeCode(
        phone_digest=phone,
        network_digest=network,
        purpose=ask.purpose.value,
        subject=ask.subject,
        code_digest=_code_digest(secret, ask.phone, ask.purpose, ask.subject, code),
        day=local_date(now),
        nth=nth,
        created_at=now,
        expires_at=now + rules.LIFETIME,
    )
    session.add(row)
    try:
        session.flush()  # gives the id; and somebody may have asked at the same moment
    except IntegrityError as error:
        raise TooSoon(int(rules.RESEND_AFTER.total_seconds())) from error
    with speaking(ask.language):
        act = str(labels.PURPOSE[ask.purpose])
    messages.queue(
        Kind.CODE,
        f"code/{row.id}/{row.code_digest[:16]}",
        Recipient(ask.phone, language=ask.language),
        {"code": seal(secret, messages.SEALED_FOR, code), "act": act},
        now,
        expires_at=row.expires_at,
    )


def spend_try(secret: str, phone: str, purpose: Purpose, subject: str, now: datetime) -> int:
    """Count a try at the newest code, to be committed at once; returns the id for `use_code`.

    Raises NoCode, TriesSpent, CodeUsed.
    """
    row = queries.find_newest(digest(secret, "phone", phone), purpose.value, subject)
    if row is None or row.expires_at <= now:
        raise NoCode
    if row.used_at is not None:
        raise CodeUsed
    spent = session.execute(
        update(OneTimeCode)
        .where(OneTimeCode.id == row.id, OneTimeCode.tries < rules.MOST_TRIES)
        .values(tries=OneTimeCode.tries + 1)
        .execution_options(synchronize_session=False)
    )
    if rows_changed(spent) == 0:
        raise TriesSpent
    return row.id


def use_code(secret: str, code_id: int, phone: str, typed: str, now: datetime) -> None:
    """Use the code a try was spent on; once. Raises WrongCode, CodeUsed, NoCode."""
    row = session.get(OneTimeCode, code_id, populate_existing=True)
    if row is None or row.expires_at <= now:
        raise NoCode
    code = rules.read_code(typed) or ""
    given = _code_digest(secret, phone, Purpose(row.purpose), row.subject, code)
    if not rules.is_same(given, row.code_digest):
        raise WrongCode(max(0, rules.MOST_TRIES - row.tries))
    used = session.execute(
        update(OneTimeCode)
        .where(OneTimeCode.id == code_id, OneTimeCode.used_at.is_(None))
        .values(used_at=now)
        .execution_options(synchronize_session=False)
    )
    if rows_changed(used) == 0:
        raise CodeUsed


def forget_old(now: datetime) -> int:
    """Drop the rows no limit counts any more; returns how many."""
    old = delete(OneTimeCode).where(OneTimeCode.created_at < now - rules.KEPT)
    return rows_changed(session.execute(old))


def _place_of_next(asked: rules.Asked, now: datetime) -> int:
    if asked.by_phone_today >= rules.PER_PHONE_A_DAY:
        raise TooManyForPhone
    if wait := rules.seconds_to_wait(asked.last_at, now):
        raise TooSoon(wait)
    if (
        asked.by_network_this_hour >= rules.PER_NETWORK_AN_HOUR
        or asked.by_network_today >= rules.PER_NETWORK_A_DAY
    ):
        raise TooManyFromHere
    if asked.by_all_today >= rules.ALL_A_DAY:
        raise NoMoreToday
    return asked.by_phone_today + 1


def _end_earlier(phone: str, ask: Ask, now: datetime) -> None:
    session.execute(
        update(OneTimeCode)
        .where(
            OneTimeCode.phone_digest == phone,
            OneTimeCode.purpose == ask.purpose.value,
            OneTimeCode.subject == ask.subject,
            OneTimeCode.expires_at > now,
        )
        .values(expires_at=now)
        .execution_options(synchronize_session=False)
    )


def _code_digest(secret: str, phone: str, purpose: Purpose, subject: str, code: str) -> str:
    return digest(secret, "one-time code", f"{phone}\n{purpose}\n{subject}\n{code}")
