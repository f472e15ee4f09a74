"""An operator stops a batch; the public reads why."""

from datetime import timedelta

from tests.factories.catalog import TODAY
from tests.factories.traceability import make_batch, make_history, stop
from tests.visitor import Visitor
from traceability.batches.queries import get_batch
from traceability.batches.rules import RecallState
from traceability.events.queries import list_ancestor_ids

SENT = {
    "state": "recalled",
    "since": TODAY.isoformat(),
    "reason": "Nghi có mảnh thủy tinh",
    "what_to_do": "Không dùng, trả lại nơi bán.",
    "contact": "0900 000 000",
}


def test_the_public_list_is_friendly_when_empty(visitor: Visitor) -> None:
    assert "Hiện không có lô nào" in visitor.get("/thu-hoi")
    assert "No batch is recalled" in visitor.get("/thu-hoi?lang=en")


def test_the_public_list_names_what_is_made_of_it_too(visitor: Visitor) -> None:
    batch = make_history()
    stop(get_batch(min(list_ancestor_ids([batch.id]))))
    url = f"/truy-xuat/{batch.code}"
    page = visitor.get("/thu-hoi")
    assert url in page.links
    assert "do nguyên liệu làm ra nó" in page


def test_an_operator_looks_a_batch_up_and_stops_it(visitor: Visitor) -> None:
    batch = make_batch()
    visitor.sign_in("recalls.see", "recalls.hold", "recalls.set", "recalls.end")
    number, code = batch.id, batch.code
    typed = code.lower().replace("-", "")
    found = visitor.raw(f"/quan-tri/lo?ma={typed}", status=302)
    assert found.location == f"/quan-tri/lo/{code}"
    assert "Đang thu hồi" in visitor.get(found.location)
    visitor.open("POST", found.location, 302, data=SENT)
    assert "Nghi có mảnh thủy tinh" in visitor.get(found.location)
    assert get_batch(number).recall_state == RecallState.RECALLED
    assert code in visitor.get("/quan-tri/lo")
    assert "Nghi có mảnh thủy tinh" in visitor.get("/thu-hoi")


def test_refusals_stand_beside_their_field(visitor: Visitor) -> None:
    batch = make_batch()
    number = batch.id
    visitor.sign_in("recalls.see", "recalls.hold", "recalls.set", "recalls.end")
    url = f"/quan-tri/lo/{batch.code}"
    assert "Cần ghi người mua phải làm gì" in visitor.post(url, 422, **{**SENT, "contact": ""})
    assert "chưa tới" in visitor.post(url, 422, **{**SENT, "since": "2199-01-01"})
    assert "Không đọc được ngày này" in visitor.post(url, 422, **{**SENT, "since": "mai"})
    assert "Vui lòng chọn" in visitor.post(url, 422, **{**SENT, "state": "closed"})
    assert get_batch(number).recall_state == RecallState.NORMAL


def test_an_unknown_code_is_answered_in_words(visitor: Visitor) -> None:
    visitor.sign_in("recalls.see")
    assert "Không có lô mang mã này" in visitor.get("/quan-tri/lo?ma=XYZ")
    visitor.get("/quan-tri/lo/XYZ", status=404)


def test_readers_see_and_only_setters_set(visitor: Visitor) -> None:
    batch = make_batch()
    url = f"/quan-tri/lo/{batch.code}"
    visitor.sign_in("recalls.see")
    assert "Đổi trạng thái" not in visitor.get(url)
    visitor.post(url, 403, **SENT)


def test_a_sheet_to_hang_up(visitor: Visitor) -> None:
    batch = stop(make_batch())
    page = visitor.get(f"/thu-hoi/{batch.code.lower()}")
    assert "Đang thu hồi" in page
    assert "Trả lại nơi bán" in page
    assert f"/truy-xuat/{batch.code}/qr.svg" in page
    visitor.get(f"/thu-hoi/{make_batch().code}", 404)


def test_a_long_list_has_pages(visitor: Visitor) -> None:
    codes = [stop(make_batch(), since=TODAY - timedelta(days=day)).code for day in range(22)]
    first, second = visitor.get("/thu-hoi"), visitor.get("/thu-hoi?trang=2")
    assert codes[0] in first
    assert codes[21] not in first
    assert codes[21] in second
