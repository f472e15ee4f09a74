"""What was recorded wrongly is mended with a reason; the old record stays to be read."""

import pytest
from sqlalchemy import func, select

from catalog.kernel.db import session
from tests.factories.catalog import TODAY, make_producer
from tests.traceability.entry.conftest import RIGHTS, Yard
from tests.traceability.entry.test_seller_views import milling
from tests.visitor import Visitor
from traceability.events.models import Event, EventError, YieldRequest
from traceability.events.queries import balances

SOLD = {"key": "a" * 32, "amount": "50", "unit": "gói", "ended_on": TODAY.isoformat()}


@pytest.fixture
def sale(seller: Visitor, yard: Yard) -> int:
    seller.post(yard.url(yard.packs, "ghi", "ban"), **SOLD)
    return session.scalars(select(Event.id)).one()


def flow_of(page: str) -> str:
    return page.split('name="luong-')[1].partition('"')[0]


def test_an_amount_is_mended_with_a_reason(seller: Visitor, yard: Yard, sale: int) -> None:
    url = yard.url("viec", str(sale), "sua")
    page = seller.get(url)
    assert 'value="50 gói"' in page
    name = f"luong-{flow_of(page.html)}"
    given = {name: "5 gói", "ended_on": TODAY.isoformat(), "reason": "Gõ thừa số 0"}
    assert "Vui lòng điền" in seller.post(url, 422, **{**given, "reason": ""})
    assert "Không đọc được" in seller.post(url, 422, **{**given, name: "năm gói"})
    assert "Thiếu đơn vị" in seller.post(url, 422, **{**given, name: "5 thúng"})
    assert "chỉ còn 160" in seller.post(url, 422, **{**given, name: "500 gói"})
    page = seller.post(url, **given)
    assert "Gõ thừa số 0" in page
    assert "happened__wrong" in page
    assert balances([yard.packs_id])[yard.packs_id].left == 155
    assert "đã được sửa bằng một bản ghi khác" in seller.post(url, 422, **given)


def test_an_event_that_never_was_is_declared(seller: Visitor, yard: Yard, sale: int) -> None:
    url = yard.url("viec", str(sale), "khong-co")
    assert "cần lý do" in seller.post(url)
    page = seller.post(url, **{"khong-reason": "Ghi nhầm lô"})
    assert "Ghi nhầm lô" in page
    assert session.scalars(select(EventError.kind)).one() == "did_not_occur"
    assert balances([yard.packs_id])[yard.packs_id].left == 160


def test_a_correction_beyond_the_yield_waits_for_a_second_person(
    seller: Visitor, yard: Yard
) -> None:
    seller.post(yard.url(yard.harvest, "ghi", "che-bien"), **milling())
    number = session.scalars(select(Event.id)).one()
    url = yard.url("viec", str(number), "sua")
    page = seller.get(url)
    taken, given = (part.partition('"')[0] for part in page.html.split('name="luong-')[1:3])
    mended = {
        f"luong-{taken}": "50 kg",
        f"luong-{given}": "60 kg",
        "ended_on": TODAY.isoformat(),
        "reason": "Cân lại",
    }
    assert "người thứ hai xác nhận" in seller.post(url, **mended)
    assert session.scalar(select(func.count()).select_from(EventError)) == 0
    request_id = session.scalars(select(YieldRequest.id)).one()
    seller.sign_in(*RIGHTS, producer_ids=(yard.producer_id,), number=2)
    seller.post(yard.url("cho-xac-nhan", str(request_id), "dong-y"))
    assert session.scalars(select(EventError.event_id)).one() == number
    assert balances([yard.harvest_id])[yard.harvest_id].left == 50


def test_nobody_mends_what_is_not_theirs(seller: Visitor, yard: Yard, sale: int) -> None:
    seller.sign_in(*RIGHTS, producer_ids=(make_producer().id,))
    for verb in ("sua", "khong-co", "anh"):
        seller.post(yard.url("viec", str(sale), verb), 404)
    seller.sign_in("seller.see", "batches.see", producer_ids=(yard.producer_id,))
    seller.get(yard.url("viec", str(sale), "sua"), 403)
    assert session.scalar(select(func.count()).select_from(EventError)) == 0
