"""A code's page tells its history; an officer continues it."""

from datetime import timedelta

from tests.factories.catalog import TODAY, make_producer
from tests.factories.traceability import make_area, make_history
from tests.visitor import Visitor
from traceability.areas.queries import list_area_facts
from traceability.events.queries import list_ancestor_ids, list_area_quantities


def test_the_public_page_tells_history_and_goods_but_no_farmer(visitor: Visitor) -> None:
    batch = make_history()
    areas = list_area_quantities(list_ancestor_ids([batch.id]))
    area_id = next(iter(next(iter(areas.values()))))
    facts, url = list_area_facts([area_id])[area_id], f"/truy-xuat/{batch.code}"
    page = visitor.get(f"/vung-trong/{facts.slug}")
    assert facts.code in page
    assert "Cấp mã" in page
    assert "phường Cái Khế, Cần Thơ" in page
    assert url in page.links
    assert "status at harvest" not in visitor.get(f"/vung-trong/{facts.code}?lang=en")


def test_no_telephone_of_a_grower_is_public(visitor: Visitor) -> None:
    producer = make_producer(phone="+84912345678", address="Số 7, ấp Tân Lợi")
    area = make_area("VN-CTOR-0777", producer_id=producer.id)
    page = visitor.get(f"/vung-trong/{area.slug}")
    assert "0912" not in page
    assert "912345678" not in page
    assert "Số 7" not in page


def test_a_suspended_code_says_so_today(visitor: Visitor) -> None:
    make_area("VN-CTOR-0778", statuses=[("suspended", TODAY - timedelta(days=3))])
    page = visitor.get("/vung-trong/vn-ctor-0778")
    assert "Hôm nay: đang tạm dừng." in page
    assert "suspended" in visitor.get("/vung-trong/vn-ctor-0778?lang=en")


def test_an_unknown_code_is_not_found(visitor: Visitor) -> None:
    assert "Không tìm thấy" in visitor.get("/vung-trong/khong-co", status=404)


def test_an_officer_continues_the_history(visitor: Visitor) -> None:
    area = make_area("VN-CTOR-0779")
    url = f"/quan-tri/vung-trong/{area.id}"
    visitor.sign_in("areas.see", "areas.enter")
    listed = visitor.get("/quan-tri/vung-trong")
    assert url in listed.links
    sent = {"state": "suspended", "since": TODAY.isoformat(), "source": "CV 12/BVTV"}
    visitor.open("POST", url, 302, data=sent)
    assert "CV 12/BVTV" in visitor.get(url)
    assert "Vui lòng chọn" in visitor.post(url, 422, **sent)
    again = {**sent, "state": "restored"}
    assert "sớm hơn" in visitor.post(url, 422, **{**again, "since": "01/01/2025"})
    assert "chưa tới" in visitor.post(url, 422, **{**again, "since": "01/01/2199"})
    assert "phải sau" in visitor.post(url, 422, **{**again, "until": "01/01/2025"})


def test_a_strange_code_is_warned_about(visitor: Visitor) -> None:
    area = make_area("LA-LUNG-1")
    visitor.sign_in("areas.see")
    url = f"/quan-tri/vung-trong/{area.id}"
    page = visitor.get(url)
    assert "khác dạng thường gặp" in page
    assert "Ghi tình trạng mới" not in page
    visitor.post(url, 403, state="warned")


def test_the_list_is_friendly_when_empty(visitor: Visitor) -> None:
    visitor.sign_in("areas.see")
    assert "Chưa có mã vùng trồng nào" in visitor.get("/quan-tri/vung-trong")
