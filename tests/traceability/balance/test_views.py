"""Inspectors see what stands out and why; producers answer; buyers hear two careful words."""

import csv
from datetime import timedelta
from decimal import Decimal

import pytest

from catalog.kernel.actor import Actor
from tests.factories.catalog import TODAY, make_producer
from tests.factories.traceability import draft, make_area, make_batch, record
from tests.visitor import Visitor
from traceability.balance.queries import list_caps
from traceability.events.rules import EventKind

CAP = {
    "crop": "Hồ tiêu",
    "season": "Vụ 2026",
    "first_day": (TODAY - timedelta(days=90)).isoformat(),
    "last_day": (TODAY + timedelta(days=30)).isoformat(),
    "amount": "20",
    "unit": "tạ",
    "source": "QĐ 5/QĐ-SNN minh họa",
}
CAPS, LIST = "/quan-tri/doi-chieu/muc", "/quan-tri/doi-chieu"


def claimed(kg: int, hectares: str = "0.1") -> tuple[int, int]:
    """An area with a harvest on it: its number and its producer's."""
    producer_id = make_producer().id
    of_area = {"crop": "Hồ tiêu", "scheme": "domestic", "hectares": Decimal(hectares)}
    area = make_area("GL-TIEU-0031", producer_id=producer_id, **of_area)
    batch = make_batch(kind="harvest", producer_id=producer_id, quantity=9999)
    amount = f"{kg} kg"
    record(
        draft(
            EventKind.HARVEST,
            producer_id,
            TODAY - timedelta(days=9),
            outputs=[(batch, amount)],
            areas=[(batch, area, amount)],
        ),
        Actor(name="Chị Hoa", producer_ids=frozenset({producer_id})),
    )
    return area.id, producer_id


def inspector(visitor: Visitor) -> Visitor:
    visitor.sign_in("balance.see", "balance.enter", "areas.see", "recalls.see")
    return visitor


def test_an_inspector_enters_a_value_and_reads_what_stands_out(visitor: Visitor) -> None:
    area_id, _ = claimed(260)
    page = inspector(visitor).get(LIST)
    assert "Chưa có gì để đối chiếu" in page
    assert "Chưa có mức cho: Hồ tiêu." in " ".join(page.html.split())
    assert "20 tạ" in visitor.post(CAPS, **CAP)
    page = visitor.get(LIST)
    assert "260 kg" in page
    assert "200 kg" in page
    assert "130 %" in page
    url = f"{LIST}/vung/{area_id}/{list_caps()[0].id}"
    assert url in page.links
    season = visitor.get(url)
    assert "Đã khai 260 kg: vượt mức thường thấy." in season
    assert "QĐ 5/QĐ-SNN minh họa" in season
    assert "Thu hoạch" in season
    assert "above the usual" in visitor.get(f"{url}?lang=en")


def test_the_list_is_a_file_too(visitor: Visitor) -> None:
    claimed(260)
    inspector(visitor).post(CAPS, **{**CAP, "source": "=1+1"})
    assert f"{LIST}/bang.csv" in visitor.get(LIST).links
    rows = list(csv.reader(visitor.raw(f"{LIST}/bang.csv").text.lstrip("\ufeff").splitlines()))
    assert rows[1][0] == "GL-TIEU-0031"
    assert rows[1][4:6] == ["0.1", "20 tạ"]
    assert rows[1][6].startswith("'="), "no cell is a formula"
    assert rows[1][8:] == ["260", "200", "130", "vượt mức thường thấy"]


def test_those_who_only_look_enter_nothing(visitor: Visitor) -> None:
    visitor.sign_in("balance.see")
    assert "Ghi một mức" not in visitor.get(CAPS)
    visitor.post(CAPS, 403, **CAP)
    visitor.post("/quan-tri/doi-chieu/chenh", 403)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"amount": ""}, "Vui lòng điền mục này"),
        ({"amount": "nhiều"}, "Ghi một số lớn hơn 0"),
        ({"amount": "-5"}, "Ghi một số lớn hơn 0"),
        ({"amount": "5000", "unit": "tấn"}, "không thể là năng suất"),
        ({"unit": "chai"}, "Not a valid choice"),
        ({"source": ""}, "Vui lòng điền mục này"),
        ({"last_day": "2020-01-01"}, "Ngày cuối vụ phải từ"),
        ({"first_day": "hôm qua"}, "Không đọc được ngày này"),
    ],
)
def test_a_wrong_value_is_refused_beside_its_field(
    visitor: Visitor, changes: dict[str, str], said: str
) -> None:
    page = inspector(visitor).post(CAPS, 422, **{**CAP, **changes})
    assert said in page
    assert list_caps() == []


def test_a_value_is_withdrawn_with_its_reason(visitor: Visitor) -> None:
    inspector(visitor).post(CAPS, **CAP)
    assert "đã có mức cho những ngày đó" in visitor.post(CAPS, 422, **CAP)
    url = f"{CAPS}/{list_caps()[0].id}/rut"
    assert url in visitor.get(CAPS).links
    assert "Vui lòng điền" in visitor.post(url, 422, why="")
    assert "Đã rút: Nhầm đơn vị" in visitor.post(url, why="Nhầm đơn vị")
    assert "đã được rút" in visitor.post(url, 422, why="Lần nữa")


def test_a_tolerance_holds_from_its_day(visitor: Visitor) -> None:
    sent = {
        "chenh-percent": "30",
        "chenh-since": TODAY.isoformat(),
        "chenh-source": "QĐ 6 minh họa",
    }
    page = inspector(visitor).post(
        "/quan-tri/doi-chieu/chenh", 422, **{**sent, "chenh-since": "2020-01-01"}
    )
    assert "từ hôm nay trở đi" in page


def test_the_producer_answers_and_the_inspector_accepts(visitor: Visitor) -> None:
    area_id, producer_id = claimed(260)
    inspector(visitor).post(CAPS, **CAP)
    path = f"{area_id}/{list_caps()[0].id}"
    visitor.sign_in("balance.answer", producer_ids=(producer_id,))
    own = visitor.get("/ban-hang/doi-chieu")
    assert "Vượt mức không có nghĩa là sai" in own
    assert "Vui lòng điền" in visitor.post(f"/ban-hang/doi-chieu/{path}", 422, text=" ")
    assert "Trồng xen" in visitor.post(f"/ban-hang/doi-chieu/{path}", text="Trồng xen 0,1 ha.")
    page = inspector(visitor).get(LIST)
    assert "cơ sở đã trả lời" in page
    assert "Trồng xen" in visitor.get(f"{LIST}/vung/{path}")
    assert "đã rõ lý do" in visitor.post(f"{LIST}/vung/{path}", text="Đã đo lại, đúng.")
    assert "không cần xác nhận" in visitor.post(f"{LIST}/vung/{path}", 422, text="Lần nữa.")


def test_a_stranger_neither_sees_nor_answers(visitor: Visitor) -> None:
    area_id, _ = claimed(260)
    inspector(visitor).post(CAPS, **CAP)
    path = f"{area_id}/{list_caps()[0].id}"
    visitor.sign_in("balance.answer", producer_ids=(make_producer("Khác").id,))
    assert "260" not in visitor.get("/ban-hang/doi-chieu")
    visitor.post(f"/ban-hang/doi-chieu/{path}", 404, text="Của tôi")
    visitor.get(f"{LIST}/vung/{path}", 403)


@pytest.mark.parametrize(
    ("kg", "words", "english"),
    [
        (150, "trong mức khai báo", "within declared capacity"),
        (260, "đang xem xét", "under review"),
    ],
)
def test_a_buyer_hears_two_careful_words(
    visitor: Visitor, kg: int, words: str, english: str
) -> None:
    claimed(kg)
    public = "/vung-trong/gl-tieu-0031"
    assert "Sản lượng khai" not in visitor.get(public), "without a value nothing is said"
    inspector(visitor).post(CAPS, **CAP)
    visitor.actor = Actor()
    page = visitor.get(public)
    assert f"Vụ 2026: <b>{words}</b>" in page
    assert f"{kg} kg" not in page
    assert "vượt" not in page
    assert english in visitor.get(f"{public}?lang=en")


def test_of_an_unknown_size_a_buyer_hears_nothing(visitor: Visitor) -> None:
    claimed(260)
    make_area("GL-TIEU-0032", crop="Hồ tiêu", scheme="domestic")
    inspector(visitor).post(CAPS, **CAP)
    assert "Sản lượng khai" not in visitor.get("/vung-trong/gl-tieu-0032")
