"""An act is written once, however often it is sent; its times are kept beside it."""

from datetime import timedelta

import pytest
from sqlalchemy import Connection, select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from tests.factories.catalog import TODAY
from traceability.acts import service
from traceability.acts.errors import DayInDoubt
from traceability.acts.models import Act
from traceability.acts.rules import Claim, Sent

NOW = clock.noon_of(TODAY)
HOA, LAN = Actor(id=1, name="Chị Hoa"), Actor(id=2, name="Chị Lan")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def send(sent: Sent, actor: Actor = HOA, answer: str = "event:5") -> str:
    with transaction():
        return service.once(actor, sent, NOW, lambda: answer)


def claim(ahead: timedelta = timedelta(0)) -> Claim:
    return Claim(NOW - 3 * HOUR + ahead, NOW + ahead)


def test_the_second_sending_hears_the_first_answer(db: Connection) -> None:
    assert send(Sent("k")) == "event:5"
    assert send(Sent("k"), answer="event:6") == "event:5"
    assert send(Sent("k"), LAN, "event:7") == "event:7", "another person's key is another key"


def test_both_times_are_kept(db: Connection) -> None:
    send(Sent("k", claim(ahead=2 * HOUR)))
    row = session.scalars(select(Act)).one()
    assert row.claimed_at == NOW - HOUR
    assert row.acted_at == NOW - 3 * HOUR
    assert row.at == NOW
    assert row.ahead_seconds == 7200


def test_a_doubtful_day_is_held_until_its_person_is_sure(db: Connection) -> None:
    wrong = claim(ahead=DAY)
    with pytest.raises(DayInDoubt) as held:
        send(Sent("k", wrong))
    assert "nhanh khoảng 1 ngày" in str(held.value.message)
    assert "09:00, 22/11/2026" in str(held.value.message)
    assert held.value.day == TODAY
    assert session.scalar(select(Act.key)) is None, "nothing was written"
    assert send(Sent("k", wrong, is_sure=True)) == "event:5"
    assert session.scalars(select(Act.acted_at)).one() is None
    assert send(Sent("k", wrong)) == "event:5", "what stands already is asked no more"


@pytest.mark.parametrize(
    ("ago", "ahead", "words", "day"),
    [
        (3 * HOUR, -DAY * 2, "chậm khoảng 2 ngày", TODAY),
        (-5 * HOUR, timedelta(0), "sau bây giờ", None),
        (20 * DAY, timedelta(0), "đã lâu mới gửi", TODAY - 20 * DAY),
    ],
)
def test_why_it_is_held_is_said(
    db: Connection, ago: timedelta, ahead: timedelta, words: str, day: object
) -> None:
    with pytest.raises(DayInDoubt) as held:
        send(Sent("k", Claim(NOW - ago + ahead, NOW + ahead)))
    assert words in str(held.value.message)
    assert held.value.day == day


def test_keys_are_forgotten_those_of_phones_later(db: Connection) -> None:
    send(Sent("page"))
    send(Sent("phone", claim()))
    with transaction():
        assert service.forget_old_keys(NOW + timedelta(days=29)) == 0
        assert service.forget_old_keys(NOW + timedelta(days=31)) == 1
        assert service.forget_old_keys(NOW + timedelta(days=399)) == 0
        assert service.forget_old_keys(NOW + timedelta(days=401)) == 1
