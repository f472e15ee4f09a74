"""Writes of push: a browser is added and taken out; news goes into the outbox."""

from datetime import datetime

from sqlalchemy import delete, select, update

from catalog.kernel import audit, outbox
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from storefront.accounts.models import SignIn
from storefront.push import queries, rules
from storefront.push.errors import NotASubscription
from storefront.push.models import PushSubscription
from storefront.push.rules import Target
from storefront.webhooks.rules import find_fault

TOPIC = "push.message"


def subscribe(actor: Actor, sign_in_id: int, target: Target, now: datetime) -> PushSubscription:
    """Tell this browser from now on. The same browser again changes whose it is, and its keys."""
    if (
        len(target.endpoint) > rules.LONGEST_ENDPOINT
        or find_fault(target.endpoint, is_demo=False)
        or not rules.is_sealable(target)
    ):
        raise NotASubscription
    session.execute(delete(PushSubscription).where(PushSubscription.endpoint == target.endpoint))
    row = PushSubscription(sign_in_id=sign_in_id, made_at=now, **vars(target))
    session.add(row)
    session.flush()
    for old in queries.list_of_account(actor.id or 0, now)[rules.MOST_DEVICES :]:
        session.delete(old)
    audit.record(actor, "push.subscribe", row, "Bật báo đơn mới trên máy này.")
    return row


def unsubscribe(actor: Actor, subscription_id: int) -> None:
    """Tell one of one's own browsers no more."""
    mine = select(PushSubscription).join(SignIn).where(SignIn.account_id == actor.id)
    row = session.scalar(mine.where(PushSubscription.id == subscription_id))
    if row is None:
        raise NotFound
    audit.record(actor, "push.unsubscribe", row, "Tắt báo đơn mới trên một máy.")
    session.delete(row)


def announce(producer_id: int, key: str, message: dict[str, str], now: datetime) -> None:
    """Put the message on its way to every browser of the producer's people: a row for each, so
    that one push service that is down keeps no other waiting."""
    for row in queries.list_of_producer(producer_id, now):
        payload = {"subscription": row.id, **message}
        outbox.enqueue(TOPIC, f"{key}:{row.id}", payload, now)


def forget(subscription_id: int) -> None:
    """The push service knows this browser no more."""
    session.execute(delete(PushSubscription).where(PushSubscription.id == subscription_id))


def note_told(subscription_id: int, now: datetime) -> None:
    session.execute(
        update(PushSubscription).where(PushSubscription.id == subscription_id).values(told_at=now)
    )
