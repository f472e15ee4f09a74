"""Sellers as officers see them."""

import pytest

from catalog.kernel.actor import Actor
from catalog.kernel.db import transaction
from storefront.accounts import rules
from storefront.onboarding import queries
from storefront.onboarding.service import claiming
from tests.factories.accounts import make_account
from tests.factories.catalog import make_producer
from tests.factories.shops import NOW, TODAY, load_requirements, look_at, open_shop, submitted_shop
from tests.visitor import Visitor

QUEUE = "/quan-tri/nguoi-ban"
LAN = Actor(id=900_001, name="Cán bộ Lan")


@pytest.fixture
def officer(visitor: Visitor) -> Visitor:
    visitor.sign_in(*rules.EVERYONE, *rules.ROLES["officer"], number=900_001)
    return visitor


def test_an_officer_looks_and_lets_a_shop_sell(officer: Visitor) -> None:
    _, number = submitted_shop()
    assert "Hộ minh họa Út Lành" in officer.get(QUEUE)
    page = officer.get(f"{QUEUE}/{number}")
    assert "Đúng người, đúng cơ sở" in page and "0100233488" in page and "0011002200" in page
    assert "Còn thiếu: Đúng người" in officer.post(f"{QUEUE}/{number}/duyet", 422)
    item = next(one for one in queries.get_shop(number, TODAY).items if not one.is_settled)
    url = f"{QUEUE}/{number}/dieu-kien/{item.wanted.id}"
    officer.post(f"{url}/dat", 422, reason="")
    assert "không được miễn" in officer.post(f"{url}/mien", 422, reason="Quen biết")
    assert "Gặp tại nhà" in officer.post(f"{url}/dat", reason="Gặp tại nhà")
    page = officer.post(f"{QUEUE}/{number}/duyet")
    assert page.marks["data-state"] == "verified"
    assert "Hộ minh họa Út Lành" in officer.get(f"{QUEUE}?phan=dang-ban")
    officer.post(f"{QUEUE}/{number}/tam-dung", reason="Người mua phản ánh")
    page = officer.post(f"{QUEUE}/{number}/ban-lai", reason="Đã rõ")
    assert page.marks["data-state"] == "verified"


def test_an_officer_returns_a_shop_with_a_reason(officer: Visitor) -> None:
    _, number = submitted_shop()
    assert "Vui lòng điền" in officer.post(f"{QUEUE}/{number}/tra-lai", 422, reason=" ")
    page = officer.post(f"{QUEUE}/{number}/tra-lai", reason="Sai tên")
    assert page.marks["data-state"] == "returned" and "Sai tên" in page
    assert "vừa đổi trạng thái" in officer.post(f"{QUEUE}/{number}/duyet", 422)


def test_a_draft_waits_for_its_seller(officer: Visitor) -> None:
    owner = open_shop()
    number = queries.get_own_shop(owner, TODAY).application.id
    assert "chưa nộp" in officer.get(f"{QUEUE}/{number}")
    assert "Không có cửa hàng nào ở đây." in officer.get(QUEUE)


def test_claims_are_answered_with_a_reason(officer: Visitor) -> None:
    producer = make_producer("HTX minh họa Đồng Tâm")
    account = make_account("Anh Ba")
    with transaction():
        claim = claiming.claim(Actor(id=account.id, name="Anh Ba"), producer.id, "Giám đốc", NOW)
        number = claim.id
    assert "Giám đốc" in officer.get(QUEUE)
    assert "hãy ghi lý do" in officer.post(f"{QUEUE}/nhan-lai/{number}/giao")
    officer.post(f"{QUEUE}/nhan-lai/{number}/giao", reason="Gặp tại trụ sở")
    page = officer.post(f"{QUEUE}/nhan-lai/{number}/tu-choi", reason="Nhầm")
    assert "đã được trả lời" in page
    officer.post(f"{QUEUE}/nhan-lai/4711/giao", 404, reason="x")


def test_an_operator_keeps_the_requirements(visitor: Visitor) -> None:
    visitor.sign_in(*rules.EVERYONE, *rules.ROLES["operator"])
    url = f"{QUEUE}/dieu-kien"
    assert "Chưa có dòng nào" in visitor.get(url)
    load_requirements()
    given = {
        "name": "Giấy ATTP", "kind": "verified", "check": "", "forms": "household",
        "document": "NĐ 15/2018/NĐ-CP", "valid_from": "2026-12-01", "is_waivable": "y",
    }  # fmt: skip
    assert "để trống khi người xem" in visitor.post(url, 422, **{**given, "check": "phone"})
    assert "để trống khi người xem" in visitor.post(url, 422, **{**given, "kind": "computed"})
    assert "Giấy ATTP" in visitor.post(url, **given)
    row = queries.list_requirements()[-1]
    assert "hãy ghi ngày" in visitor.post(f"{url}/{row.id}/dong", last_day="mai")
    assert "không thể trước" in visitor.post(f"{url}/{row.id}/dong", last_day="2020-12-31")
    assert "Đã đóng điều kiện." in visitor.post(f"{url}/{row.id}/dong", last_day="2026-12-31")
    assert "Dòng này đã đóng." in visitor.post(f"{url}/{row.id}/dong", last_day="2026-12-31")


def test_only_officers_decide(visitor: Visitor) -> None:
    _, number = submitted_shop()
    look_at(LAN, number)
    visitor.sign_in("onboarding.see", "desk.see")
    assert "Xác minh, cho bán hàng" not in visitor.get(f"{QUEUE}/{number}")
    visitor.post(f"{QUEUE}/{number}/duyet", 403)
    visitor.get(f"{QUEUE}/dieu-kien", 403)
    visitor.get(f"{QUEUE}/4711", 404)
