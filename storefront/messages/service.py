"""Writes of messages: queued with what they tell of, closed by whoever sends them."""

from datetime import datetime

from sqlalchemy import delete, update

from catalog.kernel import audit, outbox
from catalog.kernel.actor import Actor
from catalog.kernel.db import rows_changed, session
from storefront.messages import queries
from storefront.messages.models import Message
from storefront.messages.rules import Channel, Kind, Recipient, State

TOPIC = "messages.send"
SEALED_FOR = "messages"


def queue(
    kind: Kind,
    key: str,
    to: Recipient,
    values: dict[str, str],
    now: datetime,
    expires_at: datetime | None = None,
) -> None:
    """Write to somebody, in the transaction of what is told; the same key is told once.

    Nobody is written to who left neither a number nor an address.
    """
    if not (to.phone or to.email) or queries.has_key(key):
        return
    message = Message(
        key=key,
        kind=kind.value,
        phone=to.phone,
        email=to.email,
        language=to.language,
        values=values,
        state=State.WAITING.value,
        created_at=now,
        expires_at=expires_at,
    )
    session.add(message)
    session.flush()  # gives the id the outbox names
    _enqueue(message.id, now)


def close(
    message_id: int,
    state: State,
    now: datetime,
    *,
    channel: Channel | None = None,
    note: str | None = None,
) -> None:
    """Write down how a message ended. Its values go, unless a person may send it again."""
    kept: dict[str, object] = {} if state == State.FAILED else {"values": {}}
    session.execute(
        update(Message)
        .where(Message.id == message_id, Message.state == State.WAITING)
        .values(state=state.value, channel=channel, note=note, closed_at=now, **kept)
        .execution_options(synchronize_session=False)
    )


def drop(message_id: int) -> None:
    """Forget a message for which there is no way at all, as where no partner is set up."""
    session.execute(delete(Message).where(Message.id == message_id))


def send_again(actor: Actor, message_id: int, now: datetime) -> None:
    """Try a message again that reached nobody. Raises NoSuchMessage."""
    message = queries.get_failed(message_id)
    message.state, message.closed_at, message.note = State.WAITING.value, None, None
    _enqueue(message.id, now)
    sentence = f"Gửi lại tin nhắn {message.kind} số {message.id}."
    audit.record(actor, "messages.send", message, sentence)


def forget_before(moment: datetime) -> int:
    """Drop what was written before then; returns how many. How long is for privacy to say."""
    return rows_changed(session.execute(delete(Message).where(Message.created_at < moment)))


def _enqueue(message_id: int, now: datetime) -> None:
    outbox.enqueue(TOPIC, str(message_id), {"message": message_id}, now)
