"""Reads of messages."""

from collections.abc import Sequence

from sqlalchemy import func, select

from catalog.kernel.db import session
from storefront.messages.errors import NoSuchMessage
from storefront.messages.models import Message
from storefront.messages.rules import State

PER_PAGE = 50


def find_waiting(message_id: int) -> Message | None:
    """A message that is still to be sent."""
    return session.scalar(
        select(Message).where(Message.id == message_id, Message.state == State.WAITING)
    )


def get_failed(message_id: int) -> Message:
    """A message no way reached anybody with, held until the commit; or NoSuchMessage."""
    found = session.scalar(
        select(Message)
        .where(Message.id == message_id, Message.state == State.FAILED)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise NoSuchMessage
    return found


def has_key(key: str) -> bool:
    return session.scalar(select(Message.id).where(Message.key == key)) is not None


def list_messages(page: int) -> tuple[Sequence[Message], int]:
    """One page, newest first, and how many there are."""
    total = session.scalar(select(func.count(Message.id))) or 0
    rows = session.scalars(
        select(Message).order_by(Message.id.desc()).limit(PER_PAGE).offset((page - 1) * PER_PAGE)
    ).all()
    return rows, total
