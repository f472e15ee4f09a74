"""The operators' desk: figures, audit log, outbox."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from catalog.kernel import audit, clock, outbox
from catalog.kernel.actor import Actor
from catalog.kernel.audit import AuditEntry
from catalog.kernel.db import session, transaction
from catalog.kernel.outbox import OutboxMessage
from storefront.accounts import rules
from storefront.desk import queries
from tests.factories.accounts import make_account
from tests.factories.catalog import make_producer, make_recognition
from tests.factories.shops import make_shop
from tests.factories.traceability import make_batch
from tests.visitor import Visitor

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)


@pytest.fixture
def operator(visitor: Visitor) -> Visitor:
    visitor.sign_in(*rules.EVERYONE, *rules.ROLES["operator"])
    return visitor


def write_down(sentence: str, who: str = "Chị Lan", action: str = "recalls.set") -> None:
    with transaction():
        audit.record(Actor(id=1, name=who), action, "Batch:1", sentence)


def make_message(**values: Any) -> int:
    with transaction():
        message = OutboxMessage(
            **{
                "topic": "mail",
                "key": "DH26",
                "payload": {"to": "+84912345678"},
                "created_at": NOW,
                "available_at": NOW,
                "attempts": 0,
                **values,
            }
        )
        session.add(message)
        session.flush()
        return message.id


def test_figures_count_what_is_open(operator: Visitor) -> None:
    today = clock.today()
    seller, registered = make_producer("Có người bán"), make_producer("Chỉ trong sổ")
    assert registered.verified_on is None
    make_account(memberships=[(seller.id, "owner")])
    make_shop(seller.id)
    make_batch(recall_state="recalled")
    make_batch()
    make_recognition(valid_to=today + timedelta(days=30))
    make_recognition(valid_to=today + timedelta(days=300))
    make_message()
    make_message(dead=True)
    make_message(done_at=NOW)
    assert queries.figures_on(today) == queries.Figures(
        unverified=1,
        proposals=0,
        problems=0,
        stopped=1,
        late_orders=0,
        ending=1,
        dead=1,
        waiting=1,
        money=0,
        refunds=0,
        disputes=0,
        claims=0,
        complaints=0,
        reviews=0,
        questions=0,
        star_requests=0,
    )
    page = operator.get("/quan-tri")
    assert page.html.count("figure--urgent") == 3
    assert "/quan-tri/hop-thu-di" in page.links


def test_the_audit_log_reads_as_sentences_newest_first(operator: Visitor) -> None:
    write_down("Thu hồi lô A.")
    write_down("Thu hồi lô B.")
    page = operator.get("/quan-tri/nhat-ky")
    assert page.html.index("Thu hồi lô B.") < page.html.index("Thu hồi lô A.")


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ("nguoi=lan", {"one", "three"}),
        ("nguoi=Ba", {"two"}),
        ("nguoi=%25", set()),
        ("viec=recalls.set", {"one", "two"}),
        ("viec=recalls.set&nguoi=Ba", {"two"}),
        ("tu=2026-11-22", {"three"}),
        ("den=21/11/2026", {"one", "two"}),
        ("tu=hôm+qua", {"one", "two", "three"}),
        ("viec=khong-co", {"one", "two", "three"}),
    ],
)
def test_the_audit_log_is_filtered(operator: Visitor, query: str, seen: set[str]) -> None:
    write_down("Việc one.")
    write_down("Việc two.", who="Anh Ba")
    write_down("Việc three.", action="shipping.add")
    entries = session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    with transaction():
        # Half past eleven in the evening and half past midnight, in Vietnam.
        for entry, moment in zip(entries, (16, 16, 17), strict=True):
            session.add(entry)
            entry.at = datetime(2026, 11, 21, moment, 30, tzinfo=UTC)
    page = operator.get(f"/quan-tri/nhat-ky?{query}")
    assert {name for name in ("one", "two", "three") if f"Việc {name}." in page} == seen


def test_a_date_that_is_none_is_said_beside_the_field(operator: Visitor) -> None:
    assert "Không đọc được ngày này." in operator.get("/quan-tri/nhat-ky?tu=32/13/2026")


def test_the_audit_log_is_read_page_by_page(operator: Visitor) -> None:
    for number in range(queries.PER_PAGE + 1):
        write_down(f"Việc số {number}.")
    assert "Việc số 0." not in operator.get("/quan-tri/nhat-ky")
    page = operator.get("/quan-tri/nhat-ky?trang=2&nguoi=lan")
    assert "Việc số 0." in page
    assert any("nguoi=lan" in link for link in page.links), "the filter goes along"


def test_what_was_given_up_comes_first_and_is_sent_again(operator: Visitor) -> None:
    waiting = make_message(key="waits")
    dead = make_message(key="dead", dead=True, attempts=8, last_error="ConnectionError: no route")
    page = operator.get("/quan-tri/hop-thu-di")
    assert page.html.index("ConnectionError") < page.html.index("waits")
    assert "+84912345678" not in page, "what a message says is nobody's business here"
    assert "Tin sẽ được gửi lại ngay." in operator.post(f"/quan-tri/hop-thu-di/{dead}/gui-lai")
    sent: list[dict[str, Any]] = []
    outbox.relay({"mail": sent.append}, clock.now() + timedelta(days=1))
    assert len(sent) == 2
    operator.post(f"/quan-tri/hop-thu-di/{waiting}/gui-lai", 404)
    assert "Mọi tin đã gửi xong." in operator.get("/quan-tri/hop-thu-di")
    assert session.scalar(select(AuditEntry.action)) == "outbox.send"


def test_an_officer_reads_but_does_not_send(visitor: Visitor) -> None:
    visitor.sign_in(*rules.ROLES["officer"])
    visitor.get("/quan-tri/nhat-ky")
    visitor.get("/quan-tri/hop-thu-di", 403)
    visitor.post(f"/quan-tri/hop-thu-di/{make_message()}/gui-lai", 403)


def test_the_desk_speaks_english(operator: Visitor) -> None:
    write_down("Thu hồi lô A.")
    make_message(dead=True)
    for url, words in (
        ("/quan-tri", "messages that could not be sent"),
        ("/quan-tri/nhat-ky", "What was done"),
        ("/quan-tri/hop-thu-di", "Given up"),
    ):
        assert words in operator.get(f"{url}?lang=en")


def test_the_file_of_a_seller_is_begun_at_its_producer(operator: Visitor) -> None:
    waiting = make_producer("HTX minh họa Chờ").id
    make_producer("Chỉ trong sổ")
    make_account("Anh Ba", phone="0987654321", memberships=[(waiting, "owner")])
    page = operator.get("/quan-tri/chu-the")
    assert "HTX minh họa Chờ" in page
    assert "Chỉ trong sổ" not in page
    page = operator.get(f"/quan-tri/chu-the/{waiting}")
    assert "Anh Ba" in page
    assert "0987\u00a0654\u00a0321" in page
    url = f"/quan-tri/nguoi-ban/moi/{waiting}"
    first, again = operator.post(url), operator.post(url)
    assert first.page == again.page == "desk-shop"
    assert "Mở hồ sơ người bán" in operator.get(f"/quan-tri/chu-the/{waiting}")


@pytest.mark.parametrize(
    ("query", "found"), [("q=cho", True), ("q=Chờ", True), ("q=khác", False), ("phan=sai", False)]
)
def test_producers_are_found_by_their_name(operator: Visitor, query: str, found: bool) -> None:
    make_producer("HTX minh họa Chờ")
    page = operator.get(f"/quan-tri/chu-the?phan=tat-ca&{query}".replace("tat-ca&phan=", ""))
    assert ("HTX minh họa Chờ" in page) is found


def test_a_producer_that_is_not_there_is_not_found(operator: Visitor) -> None:
    operator.get("/quan-tri/chu-the/4711", 404)
    operator.post("/quan-tri/nguoi-ban/moi/4711", 404)
