"""After a time only a digest of a message is kept, and a copy is still known."""

import hashlib
from datetime import timedelta

from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.db import session, transaction
from storefront.inbox import housekeeping, service
from storefront.inbox.models import InboundEvent
from storefront.inbox.rules import Arrival
from tests.factories.storefront import ACCOUNT


def arrived(event_id: str, days: int) -> None:
    at = clock.now() - timedelta(days=days)
    with transaction():
        service.take(Arrival("payos", event_id, ACCOUNT, 5, "ung ho", at), "Nguyễn A", at)


def test_old_bodies_become_digests_once(db: object) -> None:
    arrived("FT1", 549)
    arrived("FT2", 547)
    moment = clock.now() - timedelta(days=548)
    assert housekeeping.forget_bodies_before(moment) == 1
    assert housekeeping.forget_bodies_before(moment) == 0
    digest = f"sha256:{hashlib.sha256('Nguyễn A'.encode()).hexdigest()}"
    bodies = session.scalars(select(InboundEvent.raw).order_by(InboundEvent.id)).all()
    assert bodies == [digest, "Nguyễn A"]


def test_a_copy_of_an_old_message_is_still_known(db: object) -> None:
    arrived("FT1", 600)
    housekeeping.forget_bodies_before(clock.now())
    arrived("FT1", 1)
    assert len(session.scalars(select(InboundEvent)).all()) == 1
