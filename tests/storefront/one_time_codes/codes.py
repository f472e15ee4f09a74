"""What was sent, as the telephone shows it."""

from sqlalchemy import select

from catalog.kernel.db import session
from catalog.kernel.sealing import unseal
from storefront.messages.models import Message
from storefront.messages.service import SEALED_FOR

SECRET = "test-secret-test-secret-test-secret"


def last_code() -> str:
    """The figures of the newest message that waits."""
    newest = session.scalars(select(Message).order_by(Message.id.desc())).first()
    assert newest is not None
    return unseal(SECRET, SEALED_FOR, newest.values["code"])


def another(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06}"
