"""An inspector follows a batch both ways."""

import pytest

from tests.factories.traceability import make_batch, make_history, stop
from tests.visitor import Visitor
from traceability.batches.models import Batch
from traceability.batches.queries import get_batch
from traceability.events.queries import list_ancestor_ids


@pytest.fixture
def packed(db: object) -> Batch:
    return make_history()


def test_the_whole_way_stands_on_one_page(visitor: Visitor, packed: Batch) -> None:
    harvest = get_batch(min(list_ancestor_ids([packed.id])))
    codes = [get_batch(one).code for one in list_ancestor_ids([packed.id])]
    visitor.sign_in("inspection.see")
    found = visitor.raw(f"/quan-tri/truy-vet?ma={packed.code.lower()}", status=302)
    page = visitor.get(found.location)
    for code in codes:
        assert code in page
    assert "6.4 tạ" in page.html.replace("6,4", "6.4")
    assert "Ochratoxin A" in page
    assert "phòng thử nghiệm ký" in page
    assert "VILAS 000 (minh họa)" in page
    assert "3 gói lấy ngẫu nhiên" in page
    assert "trễ 1 ngày" in page
    forward = visitor.get(f"/quan-tri/truy-vet/{harvest.code}")
    assert packed.code in forward
    assert "Lô này không làm từ lô nào khác." in forward


def test_what_is_stopped_stands_out(visitor: Visitor, packed: Batch) -> None:
    stop(get_batch(min(list_ancestor_ids([packed.id]))))
    visitor.sign_in("inspection.see")
    page = visitor.get(f"/quan-tri/truy-vet/{packed.code}")
    assert "trace-graph__box--recalled" in page


def test_an_unknown_code_is_answered_in_words(visitor: Visitor) -> None:
    visitor.sign_in("inspection.see")
    assert "Không có lô mang mã này" in visitor.get("/quan-tri/truy-vet?ma=XYZ")
    visitor.get("/quan-tri/truy-vet/XYZ", 404)


def test_it_is_not_for_everybody(visitor: Visitor) -> None:
    batch = make_batch()
    visitor.sign_in("seller.see")
    visitor.get(f"/quan-tri/truy-vet/{batch.code}", 403)


def test_a_batch_without_a_way_has_a_page_too(visitor: Visitor) -> None:
    code = make_batch().code
    visitor.sign_in("inspection.see")
    assert "Chưa có lô nào làm từ lô này." in visitor.get(f"/quan-tri/truy-vet/{code}")
