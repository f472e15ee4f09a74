"""The old number is told of a change, with a link that stops it without signing in."""

from datetime import datetime

from catalog.kernel.actor import Actor
from catalog.kernel.clock import VIETNAM
from catalog.kernel.errors import NotFound
from catalog.kernel.sealing import is_link_token, link_token
from storefront.messages import service as messages
from storefront.messages.rules import Kind, Recipient
from storefront.phone_changes import queries, rules, service
from storefront.phone_changes.models import PhoneChange

BY_LINK = Actor(name="Người giữ số điện thoại cũ")
"""Who stops a change: whoever reads the text; no sign-in is asked of a person in a hurry."""


def tell_old_number(secret: str, change: PhoneChange, now: datetime) -> None:
    """Queue the text to where the account was reached until now."""
    account = change.account
    values = {
        "ending": (change.phone or "")[-3:],
        "moment": f"{change.due_at.astimezone(VIETNAM):%H:%M %d/%m/%Y}",
        "path": f"/dung-doi-so/{change.id}/{link_token(secret, rules.LINK, str(change.id))}",
    }
    to = Recipient(account.phone, account.email)
    messages.queue(Kind.PHONE_CHANGING, f"phone change/{change.id}", to, values, now)


def get_change(secret: str, change_id: int, token: str) -> PhoneChange:
    """The change a link is about, or NotFound."""
    if not is_link_token(secret, rules.LINK, str(change_id), token):
        raise NotFound
    return queries.get_change(change_id)


def stop(secret: str, change_id: int, token: str, now: datetime) -> None:
    """Keep the old number. Raises TooLateToStop."""
    service.stop(BY_LINK, get_change(secret, change_id, token), now)
