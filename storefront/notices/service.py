"""Writes of notices: opened with the recall, closed by whoever tells the buyer."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import update

from catalog.kernel import audit, outbox
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from storefront.notices import queries, rules
from storefront.notices.errors import AlreadyTold
from storefront.notices.models import BuyerNotice
from storefront.notices.rules import Channel
from traceability.batches.rules import RecallState

TOPIC = "notices.tell"
BY_ITSELF = "Chợ"
"""Who told a buyer that a mail was sent to."""


def open_notices(batch_ids: Collection[int], state: str, now: datetime) -> int:
    """Write down whom to tell, in the transaction that stopped the batches. Returns how many.

    `state` is what was just said; each batch has the gravest state of all that went into it.
    News for buyers who left an e-mail address goes into the outbox; the others are called.
    """
    said = queries.last_said(batch_ids)
    opened: set[str] = set()
    count = 0
    for order_id, number, batch_id, batch_state in queries.list_orders_with(batch_ids):
        last = said.get((order_id, batch_id))
        news = rules.to_say(last, batch_state, is_news=batch_state == state)
        if last and last.is_open and (news or batch_state == RecallState.NORMAL):
            withdraw(order_id, batch_id, now)  # what was not said yet is said no more
        if not news:
            continue
        session.add(
            BuyerNotice(order_id=order_id, batch_id=batch_id, state=batch_state, created_at=now)
        )
        opened.add(number)
        count += 1
    for number in sorted(opened):
        outbox.enqueue(TOPIC, number, {"group": number}, now)
    return count


def mark_told(actor: Actor, notice_id: int, now: datetime) -> BuyerNotice:
    """A seller has called or written to the buyer. Refused: AlreadyTold, NoSuchNotice."""
    notice = queries.get_open_notice(actor, notice_id)
    if notice.told_at or notice.withdrawn_at:
        raise AlreadyTold
    notice.told_at, notice.told_by, notice.channel = now, actor.name, Channel.PHONE.value
    audit.record(
        actor,
        "notices.tell",
        notice,
        f"Đã báo người mua của đơn {notice.order.number} về lô {notice.batch.code}.",
    )
    return notice


def mark_mailed(notice_id: int, now: datetime, *, is_done: bool) -> None:
    """The buyer was written to, unless somebody called in the meantime.

    Not `is_done`: who got the goods is still to be called.
    """
    told = {"told_at": now, "told_by": BY_ITSELF} if is_done else {}
    session.execute(
        update(BuyerNotice)
        .where(BuyerNotice.id == notice_id, BuyerNotice.told_at.is_(None))
        .values(channel=Channel.MAIL.value, **told)
    )


def withdraw(order_id: int, batch_id: int, now: datetime) -> None:
    session.flush()
    session.execute(
        update(BuyerNotice)
        .where(
            BuyerNotice.order_id == order_id,
            BuyerNotice.batch_id == batch_id,
            BuyerNotice.told_at.is_(None),
            BuyerNotice.withdrawn_at.is_(None),
        )
        .values(withdrawn_at=now)
        .execution_options(synchronize_session=False)
    )
