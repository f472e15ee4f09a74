"""A code's page tells its history; an officer continues it."""

from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image

from tests.factories.catalog import TODAY, make_commune, make_producer
from tests.factories.traceability import draft, make_area, make_batch, make_history, record
from tests.visitor import Visitor
from traceability.areas.models import Area
from traceability.areas.queries import list_area_facts
from traceability.events.queries import list_ancestor_ids, list_area_quantities
from traceability.events.rules import EventKind


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
    paper = {"source": "CV 12/BVTV", "evidence": "document"}
    sent = {"state": "suspended", "since": TODAY.isoformat(), **paper}
    visitor.open("POST", url, 302, data=sent)
    assert "CV 12/BVTV" in visitor.get(url)
    assert "Vui lòng chọn" in visitor.post(url, 422, **sent)
    again = {**sent, "state": "restored"}
    assert "sớm hơn" in visitor.post(url, 422, **{**again, "since": "01/01/2025"})
    assert "chưa tới" in visitor.post(url, 422, **{**again, "since": "01/01/2199"})
    assert "phải sau" in visitor.post(url, 422, **{**again, "until": "01/01/2025"})


def test_a_mistaken_line_is_struck_out_for_everyone(visitor: Visitor) -> None:
    area = make_area("VN-CTOR-0790", statuses=[("suspended", TODAY)])
    url = f"/quan-tri/vung-trong/{area.id}"
    visitor.sign_in("areas.see", "areas.enter")
    assert f"{url}/ghi-nham" in visitor.get(url).links
    assert "Vui lòng điền" in visitor.post(f"{url}/ghi-nham", 422, why="")
    page = visitor.post(f"{url}/ghi-nham", why="Nhầm với mã 0791")
    assert "<del>Tạm dừng</del>" in page
    public = visitor.get("/vung-trong/vn-ctor-0790")
    assert "Ghi nhầm, không tính: Nhầm với mã 0791" in public
    assert "Hôm nay: hợp lệ." in public


def test_a_strange_code_is_warned_about(visitor: Visitor) -> None:
    area = make_area("LA-LUNG-1")
    visitor.sign_in("areas.see")
    url = f"/quan-tri/vung-trong/{area.id}"
    page = visitor.get(url)
    assert "khác dạng thường gặp" in page
    assert "Ghi tình trạng mới" not in page
    visitor.post(url, 403, state="warned")


def test_the_list_is_searched(visitor: Visitor) -> None:
    make_area("VN-CTOR-0001"), make_area("VN-GLOR-0002")
    visitor.sign_in("areas.see")
    page = visitor.get("/quan-tri/vung-trong?q=glor")
    assert "VN-GLOR-0002" in page
    assert "VN-CTOR-0001" not in page
    assert "Không tìm thấy" in visitor.get("/quan-tri/vung-trong?q=khong")


def test_the_list_is_friendly_when_empty(visitor: Visitor) -> None:
    visitor.sign_in("areas.see")
    assert "Chưa có mã vùng trồng nào" in visitor.get("/quan-tri/vung-trong")


AREA = {
    "scheme": "export",
    "code": "VN-CTOR-0780",
    "since": (TODAY - timedelta(days=30)).isoformat(),
    "source": "QĐ 7/QĐ-BVTV",
    "evidence": "document",
    "name": "Vườn xoài Bảy Hoa",
    "crop": "Xoài",
    "hectares": "4,5",
    "growers": "12",
    "province_code": "92",
    "commune_text": "phường Cái Khế",
    "former_place": "phường Cái Khế, quận Ninh Kiều",
    "issuer": "Chi cục minh họa",
    "parcels": "THUA-0001",
    "point": "10.03121, 105.78213",
}


def test_an_officer_registers_an_area_and_says_it_anew(visitor: Visitor) -> None:
    make_commune()
    visitor.sign_in("areas.see", "areas.enter")
    assert "/quan-tri/vung-trong/moi" in visitor.get("/quan-tri/vung-trong").links
    page = visitor.post("/quan-tri/vung-trong/moi", **AREA)
    assert "Đã ghi vào sổ." in page
    assert "THUA-0001" in page
    assert "10.03121, 105.78213" in page
    assert "ghi muộn 30 ngày" in page
    url = next(link for link in page.links if link.endswith("/sua"))
    again = {**AREA, "hectares": "9", "since": TODAY.isoformat()}
    assert 'value="4,5"' in visitor.get(url)
    assert "9 ha" in visitor.post(url, **again)
    assert "Chưa có gì khác" in visitor.post(url, 422, **again)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"code": ""}, "Ghi mã như trên giấy"),
        ({"producer_id": "²"}, "Not a valid choice"),
        ({"producer_id": "9" * 30}, "Not a valid choice"),
        ({"since": ""}, "Vui lòng điền mục này"),
        ({"source": ""}, "Vui lòng điền mục này"),
        ({"since": "31/12/2199"}, "chưa tới"),
        ({"until": "01/01/2020"}, "phải sau"),
        ({"hectares": "-3"}, "Ghi một số lớn hơn 0"),
        ({"hectares": "4,555"}, "nhiều nhất 2 số lẻ"),
        ({"hectares": "100001"}, "không quá 100.000 ha"),
        ({"point": "105.78, 10.03"}, "bị đổi chỗ"),
        ({"point": "48.85, 2.35"}, "ngoài Việt Nam"),
        ({"point": "ngay cổng chùa"}, "Không đọc được tọa độ"),
        ({"commune_text": "Không Đâu"}, "Không có xã, phường tên này"),
        ({"scheme": "bịa"}, "Not a valid choice"),
    ],
)
def test_a_wrong_entry_is_refused_beside_its_field(
    visitor: Visitor, changes: dict[str, str], said: str
) -> None:
    make_commune()
    visitor.sign_in("areas.see", "areas.enter")
    page = visitor.post("/quan-tri/vung-trong/moi", 422, **{**AREA, **changes})
    assert said in page
    assert "Chưa có mã vùng trồng nào" in visitor.get("/quan-tri/vung-trong")


def test_what_is_no_picture_is_refused(visitor: Visitor) -> None:
    make_commune()
    visitor.sign_in("areas.see", "areas.enter")
    paper = (BytesIO(b"%PDF-1.4 not a photo"), "giay.jpg")
    page = visitor.post("/quan-tri/vung-trong/moi", 422, **{**AREA, "picture": paper})
    assert "không phải ảnh" in page


def test_the_paper_is_seen_by_officers_only(visitor: Visitor) -> None:
    make_commune()
    visitor.sign_in("areas.see", "areas.enter")
    page = visitor.post("/quan-tri/vung-trong/moi", **{**AREA, "picture": photo()})
    assert any(link.startswith("/media/") for link in page.links)
    assert not any(
        link.startswith("/media/") for link in visitor.get("/vung-trong/vn-ctor-0780").links
    )


def test_nothing_public_tells_where_exactly_a_field_is(visitor: Visitor) -> None:
    make_commune()
    visitor.sign_in("areas.see", "areas.enter")
    page = visitor.post("/quan-tri/vung-trong/moi", **AREA)
    area_id = int(next(link for link in page.links if link.endswith("/sua")).split("/")[-2])
    batch = make_history()
    harvest = make_batch(kind="harvest", producer_id=batch.producer_id)
    given = {"outputs": [(harvest, "50 kg")], "areas": [(harvest, Area(id=area_id), "50 kg")]}
    record(draft(EventKind.HARVEST, batch.producer_id, TODAY, **given))
    for url in (
        "/vung-trong/vn-ctor-0780",
        "/vung-trong/VN-CTOR-0780?lang=en",
        f"/truy-xuat/{harvest.code}",
        f"/l/{harvest.code}.txt",
        f"/l/{harvest.code}?linkType=linkset",
        f"/api/v1/batches/{harvest.code}",
    ):
        answer = visitor.http.get(url, follow_redirects=True)
        assert answer.status_code == 200, url
        for secret in ("10.031", "105.782", "10,031", "THUA-0001"):
            assert secret not in answer.text, (url, secret)
    visitor.sign_in("epcis.see")
    events = visitor.raw("/epcis/events").text
    assert "VN-CTOR-0780" in events
    assert "10.031" not in events
    shown = visitor.get("/vung-trong/vn-ctor-0780?lang=vi")
    assert 'data-latitude="10.05"' in shown
    assert "khoảng 4 km" in shown
    assert "quận Ninh Kiều" in shown


def test_few_growers_are_shown_by_their_commune_only(visitor: Visitor) -> None:
    area = make_area("VN-CTOR-0781", growers=4, cell="10.05,105.75")
    page = visitor.get(f"/vung-trong/{area.slug}")
    assert "area-map" not in page
    assert "phường Cái Khế, Cần Thơ" in page


def test_a_place_without_a_code_does_not_pretend(visitor: Visitor) -> None:
    make_commune()
    visitor.sign_in("areas.see", "areas.enter")
    sent = {**AREA, "scheme": "none", "code": "", "since": "", "source": ""}
    page = visitor.post("/quan-tri/vung-trong/moi", **sent)
    assert "Ghi tình trạng mới" not in page
    public = visitor.get(next(link for link in page.links if link.startswith("/vung-trong/km-")))
    assert "không phải mã do cơ quan cấp" in public


def test_a_seller_proposes_and_an_officer_grants(visitor: Visitor) -> None:
    make_commune()
    producer_id = make_producer().id
    visitor.sign_in("areas.propose", producer_ids=(producer_id,))
    assert "Chưa có vùng nào trong sổ" in visitor.get("/ban-hang/vung-trong")
    page = visitor.post("/ban-hang/vung-trong/de-nghi", **{**AREA, "picture": photo()})
    assert "chờ cán bộ" in page
    assert (
        "bạn đã đề nghị mã này"
        in visitor.post("/ban-hang/vung-trong/de-nghi", 422, **AREA).html.lower()
    )
    visitor.get("/vung-trong/vn-ctor-0780", status=404)
    visitor.sign_in("areas.see", "areas.enter")
    listed = visitor.get("/quan-tri/vung-trong")
    url = next(link for link in listed.links if "/de-nghi/" in link)
    asked = visitor.get(url)
    assert 'value="VN-CTOR-0780"' in asked
    assert any(link.startswith("/media/") for link in asked.links)
    assert "Vui lòng điền" in visitor.post(f"{url}/khong-ghi", 422)
    sent = {**AREA, "producer_id": str(producer_id), "code": "VN-CTOR-0782"}
    assert "VN-CTOR-0782" in visitor.post(url, **sent)
    assert "Đã có người trả lời" in visitor.post(url, 422, **{**sent, "code": "VN-CTOR-0783"})
    visitor.sign_in("areas.propose", producer_ids=(producer_id,))
    own = visitor.get("/ban-hang/vung-trong")
    assert "đã ghi vào sổ" in own
    assert "/vung-trong/vn-ctor-0782" in own.links


def test_a_declined_proposal_is_answered(visitor: Visitor) -> None:
    make_commune()
    producer_id = make_producer().id
    visitor.sign_in("areas.propose", producer_ids=(producer_id,))
    visitor.post("/ban-hang/vung-trong/de-nghi", **AREA)
    visitor.sign_in("areas.see", "areas.enter")
    listed = visitor.get("/quan-tri/vung-trong")
    url = next(link for link in listed.links if "/de-nghi/" in link)
    visitor.post(f"{url}/khong-ghi", answer="Ảnh mờ, chụp lại giúp.")
    visitor.sign_in("areas.propose", producer_ids=(producer_id,))
    assert "Ảnh mờ, chụp lại giúp." in visitor.get("/ban-hang/vung-trong")


def photo() -> tuple[BytesIO, str]:
    data = BytesIO()
    Image.new("RGB", (400, 300), "white").save(data, "JPEG")
    data.seek(0)
    return data, "giay.jpg"
