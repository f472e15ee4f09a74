"""A recall begins with an area, or a place and days: the roots, and what is made of them."""

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from catalog.kernel.db import session
from tests.factories.catalog import TODAY
from tests.factories.traceability import make_history
from tests.visitor import Visitor
from traceability.areas.models import Area
from traceability.batches.models import Batch
from traceability.batches.queries import get_batch
from traceability.events.models import EventArea
from traceability.events.queries import list_ancestor_ids
from traceability.recalls.reach import Wanted, find_roots

SENT = {
    "state": "recalled",
    "since": TODAY.isoformat(),
    "reason": "Nghi nhiễm nấm mốc",
    "what_to_do": "Không dùng, trả lại nơi bán.",
    "contact": "0900 000 000",
}


@pytest.fixture
def packed(db: object) -> Batch:
    make_history()  # of somebody else: not to be found
    return make_history()


@pytest.fixture
def harvest(packed: Batch) -> Batch:
    return get_batch(min(list_ancestor_ids([packed.id])))


def area_of(batch: Batch) -> str:
    query = select(Area.code).join(EventArea, EventArea.area_id == Area.id)
    return session.scalars(query.where(EventArea.batch_id == batch.id)).first() or ""


def test_an_area_leads_to_its_harvests_and_all_that_was_made(harvest: Batch) -> None:
    found = find_roots(Wanted(area=area_of(harvest).lower()))
    assert [one.code for one in found.candidates] == [harvest.code]
    assert found.candidates[0].quantity == Decimal(640)
    assert (found.candidates[0].made_of_it, found.reached) == (2, 3)


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [(-20, -20, 1), (-21, -19, 1), (-19, None, 0), (None, -21, 0), (None, None, 1)],
)
def test_a_workshop_counts_on_the_days_it_worked(
    packed: Batch, first: int | None, last: int | None, count: int
) -> None:
    producer = packed.producer.name
    wanted = Wanted(
        producer=producer,
        place="xuong minh hoa",
        first=TODAY + timedelta(days=first) if first else None,
        last=TODAY + timedelta(days=last) if last else None,
    )
    found = find_roots(wanted)
    assert len([one for one in found.candidates if one.producer == producer]) >= count
    assert bool(found.candidates) is bool(count)


def test_what_is_made_of_another_candidate_is_no_root(packed: Batch, harvest: Batch) -> None:
    found = find_roots(Wanted(producer=packed.producer.name, first=TODAY - timedelta(days=40)))
    assert harvest.code in [one.code for one in found.candidates]
    assert packed.code not in [one.code for one in found.candidates]


def test_an_officer_stops_them_all_at_once(visitor: Visitor, packed: Batch, harvest: Batch) -> None:
    visitor.sign_in("recalls.see", "recalls.hold", "recalls.set")
    url = f"/quan-tri/lo/theo-noi?vung={area_of(harvest)}"
    numbers, code = (packed.id, harvest.id), harvest.code
    page = visitor.get(url)
    assert code in page
    assert "3 lô sẽ bị dừng" in page
    assert "Chọn ít nhất một lô." in visitor.post(url, 422, **SENT)
    assert "Cần ghi người mua phải làm gì" in visitor.post(
        url, 422, lo=code, **{**SENT, "contact": ""}
    )
    assert {get_batch(one).recall_state for one in numbers} == {"normal"}
    visitor.post(url, lo=code, **SENT)
    assert {get_batch(one).recall_state for one in numbers} == {"recalled"}


def test_a_wide_question_needs_something_to_ask_for(visitor: Visitor, packed: Batch) -> None:
    visitor.sign_in("recalls.see")
    assert packed.code not in visitor.get("/quan-tri/lo/theo-noi?tu=2020-01-01")
    assert "Không đọc được ngày" in visitor.get("/quan-tri/lo/theo-noi?vung=X&tu=hom+qua")
    assert "Không có lô nào ra từ" in visitor.get("/quan-tri/lo/theo-noi?vung=VN-KHONG-CO")
    visitor.post("/quan-tri/lo/theo-noi", 403, lo=packed.code, **SENT)
