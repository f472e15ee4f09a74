"""Reads of passkeys."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from storefront.passkeys.models import Passkey


def list_own(actor: Actor) -> list[Passkey]:
    """The passkeys of the person who asks, the newest first."""
    return list_of(actor.id)


def list_of(account_id: int | None) -> list[Passkey]:
    """The passkeys of an account, the newest first."""
    query = select(Passkey).where(Passkey.account_id == account_id)
    return list(session.scalars(query.order_by(Passkey.id.desc())))


def find_passkey(credential_id: str) -> Passkey | None:
    """The passkey with its account, or None."""
    query = select(Passkey).where(Passkey.credential_id == credential_id)
    return session.scalar(query.options(joinedload(Passkey.account)))
