"""How the service worker is answered: once, in JSON, and only about its own account."""

from datetime import timedelta

import pytest
from flask import Flask, Response
from sqlalchemy import func, select

from catalog.kernel import clock
from catalog.kernel.db import session
from storefront.offline.answering import answer_queued
from tests.factories.catalog import TODAY, make_producer
from tests.factories.traceability import draft, make_batch, record
from tests.visitor import Visitor
from traceability.events.models import Event
from traceability.events.rules import EventKind

RIGHTS = ("seller.see", "batches.see", "batches.open", "events.record")
QUEUED, LIVE = {"X-Queued": "1"}, {"X-Queued": "live"}


@pytest.fixture
def url(visitor: Visitor) -> str:
    """The form of today's harvest of a producer whose person is at the phone."""
    producer_id = make_producer().id
    lot = make_batch(producer_id=producer_id, kind="harvest", quantity=1200)
    day = TODAY - timedelta(days=30)
    event = record(draft(EventKind.HARVEST, producer_id, day, outputs=[(lot, "12 tạ")]))
    visitor.sign_in(*RIGHTS, producer_ids=(producer_id,))
    return f"/ban-hang/lo/thu-hoach/{event.id}"


def harvest(**values: str) -> dict[str, str]:
    now = clock.now()
    return {
        "key": "a" * 32,
        "amount": "3",
        "unit": "tạ",
        "day": TODAY.isoformat(),
        "act-at": (now - timedelta(hours=5)).isoformat(),
        "act-now": now.isoformat(),
        **values,
    }


def send(visitor: Visitor, url: str, heads: dict[str, str], **values: str) -> dict[str, str]:
    answer = visitor.raw(url, 200, "POST", data=harvest(**values), headers=heads)
    assert answer.headers["Cache-Control"] == "no-store"
    said: dict[str, str] = answer.get_json()
    return said


def count() -> int:
    return session.scalar(select(func.count(Event.id))) or 0


def test_an_act_that_waited_is_entered_once_with_both_times(visitor: Visitor, url: str) -> None:
    first = send(visitor, url, QUEUED)
    assert first["state"] == "done"
    assert "Đã mở lô" in first["words"]
    assert send(visitor, url, QUEUED)["location"] == first["location"]
    assert count() == 2
    event = session.scalars(select(Event).order_by(Event.id.desc())).first()
    assert event is not None
    assert event.acted_at is not None
    late = event.recorded_at - event.acted_at
    assert timedelta(hours=4, minutes=59) < late < timedelta(hours=5, minutes=1)
    page = visitor.get(first["location"])
    assert "gửi tới lúc" in page


def test_a_phone_a_day_wrong_is_held_in_words(visitor: Visitor, url: str) -> None:
    ahead = clock.now() + timedelta(days=1)
    wrong = {
        "act-at": (ahead - timedelta(hours=5)).isoformat(),
        "act-now": ahead.isoformat(),
        "day": (TODAY + timedelta(days=1)).isoformat(),
    }
    said = send(visitor, url, QUEUED, **wrong)
    assert (said["state"], said["proposed"]) == ("held", TODAY.isoformat())
    assert "chạy nhanh khoảng 1 ngày" in said["words"]
    assert count() == 1
    sure = {**wrong, "day": TODAY.isoformat(), "act-sure": "1"}
    assert send(visitor, url, QUEUED, **sure)["state"] == "done"
    event = session.scalars(select(Event).order_by(Event.id.desc())).first()
    assert event is not None
    assert (event.ended_on, event.acted_at) == (TODAY, None), "nobody knows when"


@pytest.mark.parametrize("name", ["act-at", "act-now"])
@pytest.mark.parametrize(
    "moment", ["", "hôm qua", "2026-11-22", "9999-12-31T00:00:00+00:00", "2026-11-22T09:00:00"]
)
def test_a_time_that_is_none_is_no_time(visitor: Visitor, url: str, name: str, moment: str) -> None:
    assert send(visitor, url, QUEUED, **{name: moment})["state"] == "done"
    event = session.scalars(select(Event).order_by(Event.id.desc())).first()
    assert event is not None
    assert event.acted_at is None


def test_a_refusal_brings_its_words(visitor: Visitor, url: str) -> None:
    said = send(visitor, url, QUEUED, amount="nhiều")
    assert said["state"] == "refused"
    assert said["words"].count("Không đọc được số lượng") == 1
    visitor.sign_in(*RIGHTS, producer_ids=(make_producer().id,))
    foreign = send(visitor, url, QUEUED)
    assert (foreign["state"], foreign["words"]) == ("refused", "Không tìm thấy nội dung này.")
    assert count() == 1


def test_a_person_who_looks_reads_a_page(visitor: Visitor, url: str) -> None:
    answer = visitor.raw(url, 422, "POST", data=harvest(amount=""), headers=LIVE)
    assert "Vui lòng điền" in answer.text
    said = send(visitor, url, LIVE)
    assert said["state"] == "done"
    assert said["words"] == ""
    assert "Đã mở lô" in visitor.get(said["location"]), "what was done is read on the next page"
    event = session.scalars(select(Event).order_by(Event.id.desc())).first()
    assert event is not None
    assert event.acted_at is None, "it did not wait"


def test_who_is_signed_out_is_told_so(visitor: Visitor, url: str, app: Flask) -> None:
    stranger = app.test_client()
    for heads in (QUEUED, LIVE):
        answer = stranger.post(url, data=harvest(), headers=heads)
        assert answer.get_json() == {"state": "signed-out"}
    assert count() == 1


def test_an_address_that_leads_elsewhere_takes_nothing(visitor: Visitor, url: str) -> None:
    doubled = url.replace("/ban-hang/", "/ban-hang//")
    for heads in (QUEUED, LIVE):
        assert send(visitor, doubled, heads) == {"state": "later"}
    assert count() == 1


@pytest.mark.parametrize(
    ("location", "status", "state"),
    [
        ("/ban-hang/lo/so", 303, "later"),
        ("https://elsewhere.example/ban-hang", 302, "later"),
        ("//elsewhere.example/ban-hang", 303, "later"),
        ("https://localhost/ban-hang", 301, "later"),
        ("http://localhost/dang-nhap?tiep=/ban-hang", 302, "signed-out"),
        ("/dang-nhap", 303, "signed-out"),
        ("/dang-nhap/ma", 303, "signed-out"),
    ],
)
def test_only_a_taken_act_is_done(
    visitor: Visitor, app: Flask, location: str, status: int, state: str
) -> None:
    with app.test_request_context(method="POST", headers=QUEUED):
        answer = answer_queued(app.redirect(location, status))
        assert isinstance(answer, Response)
        assert answer.get_json()["state"] == state


def test_who_looks_is_led_on_to_what_was_refused(visitor: Visitor, app: Flask) -> None:
    with app.test_request_context(method="POST", headers=LIVE):
        answer = answer_queued(app.redirect("/ban-hang/don-hang/OC-1", 303))
        assert isinstance(answer, Response)
        assert (answer.get_json()["state"], answer.get_json()["location"]) == (
            "read",
            "/ban-hang/don-hang/OC-1",
        )


def test_pages_are_marked_for_one_account_and_money_never(visitor: Visitor, url: str) -> None:
    rights = (*RIGHTS, "payouts.own", "members.manage")
    producer_id = session.scalars(select(Event.producer_id)).one() or 0
    visitor.sign_in(*rights, producer_ids=(producer_id,), number=7)
    for page in ("/ban-hang", "/ban-hang/lo/so", "/ban-hang/lo/thu-hoach", "/ban-hang/cho-gui"):
        assert visitor.raw(page).headers["X-Kept-For"] == f"7-{producer_id}"
    for page in ("/ban-hang/tien", "/ban-hang/nguoi", "/ban-hang/co-so", "/"):
        assert "X-Kept-For" not in visitor.raw(page).headers


def test_the_pass_names_the_owner(visitor: Visitor, url: str) -> None:
    given = visitor.raw("/ban-hang/cho-gui/ma").get_json()
    producer_id = session.scalars(select(Event.producer_id)).one()
    assert given["owner"] == f"1-{producer_id}"
    assert given["token"]
