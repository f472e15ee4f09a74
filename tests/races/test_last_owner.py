"""Two owners who remove each other at the same moment: one stays."""

import threading
from collections.abc import Callable

from flask import Flask
from sqlalchemy import delete, func, select

from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from storefront.accounts import memberships
from storefront.accounts.errors import LastOwner
from storefront.accounts.models import Membership
from tests.factories.accounts import make_account
from tests.factories.catalog import make_producer
from tests.races.threads import meeting

ROUNDS = 5


def make_owners() -> tuple[int, list[int]]:
    """A producer with two owners: its id and their memberships."""
    producer_id = make_producer().id
    for _ in range(2):
        make_account(memberships=[(producer_id, "owner")])
    query = select(Membership.id).where(Membership.producer_id == producer_id)
    return producer_id, list(session.scalars(query.order_by(Membership.id)))


def remove_both_at_once(app: Flask, remove: Callable[[int, int], None]) -> int:
    """Remove each of two owners from a thread of its own; how many are left."""
    producer_id, memberships = make_owners()
    session.remove()
    start = meeting(2)

    def act(membership_id: int) -> None:
        with app.app_context():
            start.wait()
            try:
                remove(producer_id, membership_id)
            except LastOwner:
                pass
            finally:
                session.remove()

    threads = [threading.Thread(target=act, args=(number,)) for number in memberships]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    left = select(func.count(Membership.id)).where(Membership.producer_id == producer_id)
    return session.scalar(left) or 0


def properly(producer_id: int, membership_id: int) -> None:
    with transaction():
        actor = Actor(id=1, name="Chị Hoa", producer_ids=frozenset({producer_id}))
        memberships.remove_member(actor, membership_id)


def test_one_owner_stays(shop: Flask) -> None:
    for _ in range(ROUNDS):
        assert remove_both_at_once(shop, properly) == 1


def test_without_the_lock_none_may_stay(shop: Flask) -> None:
    """Negative control: both count the owners before either removes one."""
    counted = meeting(2)

    def carelessly(producer_id: int, membership_id: int) -> None:
        owners = select(func.count(Membership.id)).where(
            Membership.producer_id == producer_id, Membership.role == "owner"
        )
        if session.scalar(owners) == 1:
            raise LastOwner
        counted.wait()
        with transaction():
            session.execute(delete(Membership).where(Membership.id == membership_id))

    assert remove_both_at_once(shop, carelessly) == 0
