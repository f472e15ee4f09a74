"""Visits of /ban-hang/lo/<code>/tem."""

from dataclasses import dataclass

import pytest
from flask import Flask

from storefront import jobs
from tests.factories.labels import make_printable, print_labels
from tests.factories.traceability import make_batch, stop
from tests.visitor import Visitor
from traceability.batches.queries import get_batch
from traceability.labels import queries
from traceability.labels.planning import Wish

RIGHTS = ("seller.see", "batches.see", "labels.print", "labels.release")


@dataclass(frozen=True)
class Goods:
    """A batch that may be printed, as values: its row does not outlive a visit."""

    id: int
    code: str
    producer_id: int


@pytest.fixture
def batch(db: object) -> Goods:
    made = make_printable()
    return Goods(made.id, made.code, made.producer_id)


@pytest.fixture
def seller(visitor: Visitor, batch: Goods) -> Visitor:
    visitor.sign_in(*RIGHTS, producer_ids=(batch.producer_id,))
    return visitor


def printed(app: Flask, batch: Goods, wish: Wish | None = None) -> int:
    with app.app_context():
        return print_labels(get_batch(batch.id), wish).id


def test_a_packer_prints_from_the_batch(seller: Visitor, batch: Goods) -> None:
    url = f"/ban-hang/lo/{batch.code}/tem"
    assert url in seller.get("/ban-hang/lo").links
    form = seller.get(url)
    assert "11 trên 11 mục" in form
    assert "Thông tư 02/2024/TT-BKHCN" in form
    page = seller.post(url, count="24", sheet="a4-24", dpi="300")
    assert "Đã đọc thử được mọi mã" in page
    assert "19,64 mm; mỗi ô 0,677 mm, 8 chấm" in page
    (link,) = [link for link in page.links if link.endswith("/tep")]
    file = seller.raw(link)
    assert file.mimetype == "application/pdf"
    assert file.data.startswith(b"%PDF")
    assert "no-store" in file.headers["Cache-Control"]
    file.close()
    assert "đã in 24 tem" in seller.get(url)


def test_many_labels_are_left_to_the_worker(seller: Visitor, batch: Goods) -> None:
    url = f"/ban-hang/lo/{batch.code}/tem"
    reason = "In cho cả mùa, dán dần"
    page = seller.post(url, count="410", sheet="a4-65", dpi="600", reason=reason)
    assert "Đã đọc thử 0/410" in page
    [job] = [one.id for one in queries.list_jobs(batch.id)]
    answer = seller.raw(f"{url}/{job}")
    assert answer.headers["Refresh"] == "2"
    with seller.app.app_context():
        jobs.relay_news()
    assert "Tải tệp in" in seller.get(f"{url}/{job}")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"count": "0"}, "Ghi một số từ 1 đến 10000"),
        ({"count": "abc"}, "Ghi một số từ 1 đến 10000"),
        ({"count": "5", "diameter": "3"}, "Ghi một số từ 20 đến 1000"),
        ({"count": "5", "diameter": "24"}, "Hũ quá nhỏ"),
        ({"count": "5", "sheet": "a4-65", "dpi": "203", "has_serials": "1"}, "Tem quá nhỏ"),
        ({"count": "5", "has_pins": "1"}, "Mã PIN chỉ có khi"),
        ({"count": "300"}, "nhiều hơn số gói đã đóng 64 tem"),
    ],
)
def test_a_refusal_stands_beside_its_field(
    seller: Visitor, batch: Goods, data: dict[str, str], words: str
) -> None:
    given = {"sheet": "a4-24", "dpi": "300", **data}
    assert words in seller.post(f"/ban-hang/lo/{batch.code}/tem", 422, **given)
    assert queries.list_jobs(batch.id) == []


def test_a_batch_that_tells_little_asks_for_a_reason(visitor: Visitor, db: object) -> None:
    batch = make_batch()
    visitor.sign_in(*RIGHTS, producer_ids=(batch.producer_id,))
    url = f"/ban-hang/lo/{batch.code}/tem"
    assert "Hình ảnh sản phẩm" in visitor.get(url)
    given = {"count": "2", "sheet": "a4-24", "dpi": "300"}
    assert "Ghi lý do" in visitor.post(url, 422, **given)
    page = visitor.post(url, reason="Chợ phiên sáng mai, bổ sung sau", **given)
    assert "Chợ phiên sáng mai" in page
    assert "Khi in còn thiếu:" in page


def test_a_stopped_batch_is_refused_above_the_form(seller: Visitor, batch: Goods) -> None:
    stop(get_batch(batch.id))
    page = seller.post(f"/ban-hang/lo/{batch.code}/tem", 422, count="1", sheet="a4-24", dpi="300")
    assert "không in thêm tem" in page


def test_numbers_are_released_by_a_button(seller: Visitor, batch: Goods) -> None:
    job = printed(seller.app, batch, Wish(2, has_serials=True))
    url = f"/ban-hang/lo/{batch.code}/tem/{job}"
    assert "chưa cho dùng" in seller.get(url)
    assert "Được dùng từ" in seller.post(f"{url}/cho-dung")
    assert "không có số riêng nào chờ" in seller.post(f"{url}/cho-dung")


def test_others_find_neither_page_nor_file(visitor: Visitor, batch: Goods) -> None:
    job = printed(visitor.app, batch)
    visitor.sign_in(*RIGHTS, producer_ids=(batch.producer_id + 1,))
    for path in ("", f"/{job}", f"/{job}/tep"):
        visitor.raw(f"/ban-hang/lo/{batch.code}/tem{path}", 404)
    visitor.raw(f"/ban-hang/lo/{batch.code}/tem/{job}/cho-dung", 404, "POST")


def test_in_english(seller: Visitor, batch: Goods) -> None:
    job = printed(seller.app, batch)
    url = f"/ban-hang/lo/{batch.code}/tem"
    assert "Traceability facts: 11 of 11" in seller.get(f"{url}?lang=en")
    assert "Every code was read back" in seller.get(f"{url}/{job}?lang=en")


def test_from_the_batch_a_sheet_is_one_tap(seller: Visitor, batch: Goods) -> None:
    rights = (*RIGHTS, "events.record")
    seller.sign_in(*rights, producer_ids=(batch.producer_id,))
    page = seller.get(f"/ban-hang/lo/{batch.code}")
    assert "11 trên 11 mục" in page
    for sheet, dpi in (("a4-24", 600), ("roll-58", 203)):
        url = f"/ban-hang/lo/{batch.code}/tem?kho={sheet}"
        assert url in page.links
        form = seller.get(url)
        assert f'<option selected value="{sheet}">' in form
        assert f'<option selected value="{dpi}">' in form
    assert "Số tem" in seller.get(f"/ban-hang/lo/{batch.code}/tem?kho=bia")


def test_what_is_missing_says_what_it_would_add(visitor: Visitor, db: object) -> None:
    made = make_batch()
    code, producer_id = made.code, made.producer_id
    visitor.sign_in(*RIGHTS, producer_ids=(producer_id,))
    for page in (f"/ban-hang/lo/{code}", f"/ban-hang/lo/{code}/tem"):
        shown = visitor.get(page)
        assert "Người quét so được gói trong tay với ảnh." in shown
        assert '<progress class="completeness"' in shown
