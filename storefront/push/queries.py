"""Reads of push: the browsers of a person, and those that count for a producer."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from catalog.kernel.db import session
from storefront.accounts.models import Account, Membership, SignIn
from storefront.accounts.queries import counts
from storefront.push.models import PushSubscription


def list_of_account(account_id: int, now: datetime) -> list[PushSubscription]:
    """The browsers on which this person wants to be told, newest first."""
    mine = SignIn.account_id == account_id
    return _listed(select(PushSubscription.id).join(SignIn).where(mine), now)


def list_of_producer(producer_id: int, now: datetime) -> list[PushSubscription]:
    """The browsers of those who work here, wherever they are signed in at this moment."""
    here = select(Membership.account_id).where(Membership.producer_id == producer_id)
    ids = select(PushSubscription.id).join(SignIn).where(SignIn.account_id.in_(here))
    return _listed(ids, now)


def find_live(subscription_id: int, now: datetime) -> PushSubscription | None:
    """The subscription, while its sign-in still counts."""
    wanted = select(PushSubscription.id).where(PushSubscription.id == subscription_id)
    found = _listed(wanted, now)
    return found[0] if found else None


def _listed(ids: Any, now: datetime) -> list[PushSubscription]:
    account = joinedload(PushSubscription.sign_in).joinedload(SignIn.account)
    rows: Sequence[PushSubscription] = session.scalars(
        select(PushSubscription)
        .where(PushSubscription.id.in_(ids))
        .options(account.selectinload(Account.roles), account.selectinload(Account.memberships))
        .order_by(PushSubscription.id.desc())
    ).all()
    return [row for row in rows if counts(row.sign_in, now)]
