"""Tried rows are written once, by whoever tried them, within a day."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from catalog.kernel.errors import NotFound
from storefront.tried import service
from storefront.tried.errors import TriedTooLongAgo, WrittenBefore
from storefront.tried.models import TriedSheet
from tests.factories.storefront import NOW

HOA, LAN = Actor(id=1, name="Chị Hoa"), Actor(id=2, name="Cô Lan")
DAY = timedelta(days=1)


def kept(digest: str = "d") -> int:
    with transaction():
        return service.keep(HOA, "goods", "producer:7", digest, {}, [{"a": 1}], NOW).id


def test_rows_are_taken_once(db: object) -> None:
    number = kept()
    with transaction():
        sheet = service.take(HOA, number, "goods", NOW)
        assert sheet.rows == [{"a": 1}]
        service.forget_rows(sheet)
    with pytest.raises(WrittenBefore), transaction():
        service.take(HOA, number, "goods", NOW)
    assert session.scalars(select(TriedSheet.rows)).one() == []
    assert service.was_written("goods", "producer:7", "d") == NOW
    assert service.was_written("goods", "producer:8", "d") is None
    assert service.was_written("goods", "producer:7", "e") is None


def test_nobody_takes_rows_of_another_or_of_another_kind(db: object) -> None:
    number = kept()
    for actor, kind in ((LAN, "goods"), (HOA, "stock"), (Actor(), "goods")):
        with pytest.raises(NotFound), transaction():
            service.take(actor, number, kind, NOW)


def test_after_a_day_one_tries_anew(db: object) -> None:
    number = kept()
    with pytest.raises(TriedTooLongAgo), transaction():
        service.take(HOA, number, "goods", NOW + 2 * DAY)
    with transaction():
        service.keep(LAN, "goods", "producer:9", "x", {}, [], NOW + 2 * DAY)
    assert session.scalars(select(TriedSheet.actor_id)).all() == [2]
