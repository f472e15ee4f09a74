"""The desk: officers find, enter and revoke recognitions; others are not let in."""

from datetime import timedelta

import pytest
from sqlalchemy import Connection, select

from catalog.certification.models import Recognition
from catalog.kernel import clock
from catalog.kernel.db import session
from tests.factories.catalog import load_rubrics, make_product, make_recognition
from tests.visitor import Visitor

DESK = "/quan-tri/cong-nhan"
ALL = ("certification.see", "certification.enter", "certification.revoke")
PAPER = {
    "number": "437/QĐ-UBND",
    "decided_on": "2026-11-01",
    "stars": "4",
    "issuer_level": "province",
    "issuer_name": "UBND tỉnh Gia Lai",
}


@pytest.fixture
def at_desk(visitor: Visitor) -> Visitor:
    load_rubrics()
    visitor.sign_in(*ALL)
    return visitor


def test_an_officer_finds_a_product_and_enters_its_decision(at_desk: Visitor) -> None:
    url = f"{DESK}/moi/{make_product('Cà phê bột').id}"
    assert "Không có sản phẩm nào" in at_desk.get(f"{DESK}/moi?q=mật")
    assert url in at_desk.get(f"{DESK}/moi?q=ca phe").links
    at_desk.get(url)
    page = at_desk.post(url, **PAPER, score="78.5")
    assert page.page == "recognition"
    assert "Đã ghi công nhận." in page
    assert 'data-stars="4"' in page
    assert "01/11/2029" in page
    assert "Cà phê bột" in at_desk.get(f"{DESK}?q=437")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"number": ""}, "Vui lòng điền mục này."),
        ({"number": "của tỉnh"}, "Số quyết định không đúng dạng"),
        ({"number": "9" * 61}, "Dài quá"),
        ({"decided_on": "31/02/2026"}, "Không đọc được ngày này"),
        ({"decided_on": "2199-01-01"}, "đến hôm nay"),
        ({"decided_on": "2018-06-01"}, "Chưa có bộ tiêu chí"),
        ({"score": "101"}, "Điểm từ 0 đến 100."),
    ],
)
def test_a_wrong_paper_is_refused_beside_its_field(
    at_desk: Visitor, change: dict[str, str], told: str
) -> None:
    product = make_product()
    page = at_desk.post(f"{DESK}/moi/{product.id}", **{**PAPER, **change})
    assert told in page
    assert session.scalars(select(Recognition)).all() == []


def test_the_same_decision_is_not_entered_twice(at_desk: Visitor) -> None:
    url = f"{DESK}/moi/{make_product().id}"
    at_desk.post(url, **PAPER)
    page = at_desk.post(url, **PAPER)
    assert "đã có công nhận theo quyết định đó" in page


def test_an_officer_revokes(at_desk: Visitor) -> None:
    held = make_recognition(decision_date=clock.today() - timedelta(days=30))
    url = f"{DESK}/{held.id}"
    assert f"{url}/thu-hoi" in at_desk.get(url).links
    given = {"number": "12/QĐ-UBND", "ground": "c", "revoked_on": clock.today().isoformat()}
    assert "Vui lòng điền" in at_desk.post(f"{url}/thu-hoi", **{**given, "ground": ""})
    assert "không đúng dạng" in at_desk.post(f"{url}/thu-hoi", **{**given, "number": "x"})
    long_ago = {**given, "revoked_on": "2020-01-01"}
    assert "Ngày thu hồi phải" in at_desk.post(f"{url}/thu-hoi", **long_ago)
    page = at_desk.post(f"{url}/thu-hoi", **given)
    assert "Công nhận đã bị thu hồi" in page
    assert f"{url}/thu-hoi" not in page.links
    at_desk.post(f"{url}/thu-hoi", status=409, **given)


def test_lists_are_filtered(at_desk: Visitor) -> None:
    make_recognition(make_product("Gạo"))
    page = at_desk.get(f"{DESK}?tinh-trang=revoked")
    assert "Không có công nhận nào như vậy" in page
    at_desk.get(f"{DESK}/999", status=404)
    at_desk.get(f"{DESK}/moi/999", status=404)


def test_only_those_who_may(visitor: Visitor, db: Connection) -> None:
    held = make_recognition()
    visitor.sign_in("certification.see")
    page = visitor.get(f"{DESK}/{held.id}")
    assert f"{DESK}/{held.id}/thu-hoi" not in page.links
    visitor.get(f"{DESK}/moi", status=403)
    visitor.post(f"{DESK}/{held.id}/thu-hoi", status=403)
    visitor.sign_in("orders.see")
    visitor.get(DESK, status=403)
