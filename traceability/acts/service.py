"""Each act is written once, however often it is sent."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import and_, delete, or_, select
from sqlalchemy.exc import IntegrityError

from catalog.kernel.actor import Actor
from catalog.kernel.db import rows_changed, session
from traceability.acts import rules
from traceability.acts.errors import DayInDoubt
from traceability.acts.models import Act
from traceability.acts.rules import Sent

KEYS_KEPT = timedelta(days=30)
"""A page that stays open longer is not sent again."""
PHONES_KEPT = timedelta(days=400)
"""A phone in a drawer may send once more what it never heard the answer to."""


def once(actor: Actor, sent: Sent, now: datetime, act: Callable[[], str]) -> str:
    """What `act` answers, or what it answered when this was sent the first time.

    The unique key decides: of two sendings at once the later waits for the earlier here, before
    anything is written. An act whose day is doubtful is refused until its person is sure.
    """
    own = f"{actor.id}:{sent.key[:64]}"
    row = Act(key=own, answer="", at=now)
    time = rules.judge(sent.claim, now) if sent.claim else None
    if sent.claim and time:
        row.claimed_at, row.acted_at = sent.claim.acted_at, rules.acted_at(sent, now)
        row.ahead_seconds = int(time.ahead.total_seconds())
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        return session.scalars(select(Act.answer).where(Act.key == own)).one()
    if time and time.doubt and not sent.is_sure:
        raise DayInDoubt(time)
    row.answer = act()
    session.flush()
    return row.answer


def forget_old_keys(now: datetime) -> int:
    """Drop the keys of what nobody can still be sending; how many."""
    done = session.execute(
        delete(Act).where(
            or_(
                Act.at < now - PHONES_KEPT,
                and_(Act.at < now - KEYS_KEPT, Act.claimed_at.is_(None)),
            )
        )
    )
    return rows_changed(done)
