"""Visits of /quan-tri/thoi-han."""

from datetime import date

import pytest
from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.dated import AlreadyEnded, EndsBeforeItBegins
from catalog.kernel.db import session, transaction
from catalog.kernel.errors import NotFound
from storefront.deadlines import queries, service
from storefront.deadlines.errors import NoSuchTime
from storefront.deadlines.models import Deadline
from storefront.deadlines.rules import Case, What
from storefront.deadlines.service import NewDeadline
from tests.factories.storefront import make_seller
from tests.visitor import Visitor

URL = "/quan-tri/thoi-han"
DAY = date(2026, 11, 22)
NEW = {
    "what": "claim_answer",
    "hours": "36",
    "shelf_life_days": "0",
    "valid_from": "2026-11-01",
    "source": "Quy chế thử 2",
}


@pytest.fixture
def operator(visitor: Visitor) -> Visitor:
    with transaction():
        service.import_packaged(clock.now())
    visitor.sign_in("desk.see", "deadlines.see", "deadlines.change")
    return visitor


def hours_of(what: What, case: Case | None = None) -> int:
    found = queries.find(what, DAY, case or Case())
    assert found
    return found.hours


def test_what_comes_with_the_product_is_taken_in_once(operator: Visitor) -> None:
    with transaction():
        assert service.import_packaged(clock.now()) == 0
    page = operator.get(URL)
    assert "Luật 19/2023/QH15 Điều 38" in page
    assert "hàng giữ được nhiều nhất 15 ngày" in page
    assert hours_of(What.CLAIM_WINDOW, Case("damaged", 10)) == 24


def test_a_row_is_added_and_closed(operator: Visitor) -> None:
    assert "Đã thêm thời hạn" in operator.post(f"{URL}/them", **NEW)
    assert hours_of(What.CLAIM_ANSWER) == 36
    row = session.scalars(select(Deadline).where(Deadline.hours == 36)).one()
    closing = f"{URL}/{row.id}/dong"
    operator.get(closing)
    assert "không thể trước" in operator.post(closing, 422, last_day="2026-10-31")
    assert "Đã đóng thời hạn." in operator.post(closing, last_day="2026-11-21")
    assert "đã đóng" in operator.post(closing, 422, last_day="2026-11-21")
    assert hours_of(What.CLAIM_ANSWER) == 72


@pytest.mark.parametrize(
    ("name", "value"),
    [("what", "x"), ("hours", "0"), ("hours", "9000"), ("source", ""), ("valid_from", "mai")],
)
def test_what_cannot_be_is_refused_beside_its_field(
    operator: Visitor, name: str, value: str
) -> None:
    before = len(queries.list_deadlines())
    assert "field--refused" in operator.post(f"{URL}/them", 422, **{**NEW, name: value})
    assert len(queries.list_deadlines()) == before


def test_a_seller_closes_only_its_own(db: object) -> None:
    seller = make_seller()
    actor = Actor(id=7, producer_ids=frozenset({seller.id}))
    new = NewDeadline(What.CLAIM_WINDOW, 240, DAY, "Tự đặt", "changed_mind", None, seller.id)
    with transaction():
        row = service.add(actor, new, clock.now())
    with pytest.raises(NotFound), transaction():
        service.close(Actor(id=8), row.id, DAY)
    with pytest.raises(EndsBeforeItBegins), transaction():
        service.close(actor, row.id, date(2026, 11, 21))
    with transaction():
        service.close(actor, row.id, DAY)
    with pytest.raises(AlreadyEnded), transaction():
        service.close(actor, row.id, DAY)
    assert queries.list_own(actor.producer_ids) == [row]


def test_no_time_is_no_deadline(db: object) -> None:
    with pytest.raises(NoSuchTime), transaction():
        service.add(Actor(), NewDeadline(What.CLAIM_ANSWER, 0, DAY, "Thử"), clock.now())
