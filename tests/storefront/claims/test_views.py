"""Visits of the three sides of a claim."""

from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.db import session, transaction
from storefront.claims.models import Claim
from storefront.deadlines.models import Deadline
from storefront.orders import numbers
from tests.factories.claims import make_claim, make_delivered, order_of
from tests.factories.storefront import Goods, make_goods, make_order, order_key, set_values
from tests.visitor import Visitor

SECRET = "test-secret-test-secret-test-secret"
SELLING = ("seller.see", "claims.own", "claims.answer", "claims.promise", "orders.sell")
DESK = ("desk.see", "claims.see", "claims.decide")


@pytest.fixture
def goods(db: object) -> Goods:
    return make_goods(10)


@pytest.fixture
def number(goods: Goods) -> str:
    return make_delivered(2, goods)


def key(number: str) -> str:
    return f"?khoa={order_key(numbers.group_number(number), SECRET)}"


def url(number: str, rest: str = "") -> str:
    return f"/don-hang/{number}/doi-tra{rest}{key(number)}"


def asked(number: str, **values: Any) -> dict[str, Any]:
    line = order_of(number).lines[0].id
    return {
        "form_key": "k1",
        "kind": "damaged",
        "wish": "refund",
        "text": "Gói rách",
        f"line-{line}": "1",
        **values,
    }


def photo() -> tuple[BytesIO, str]:
    data = BytesIO()
    Image.new("RGB", (400, 300), "red").save(data, "JPEG")
    data.seek(0)
    return data, "anh.jpg"


def found() -> Claim:
    return session.scalars(select(Claim)).one()


def test_a_buyer_asks_from_the_order_without_an_account(visitor: Visitor, number: str) -> None:
    group = numbers.group_number(number)
    order = visitor.get(f"/don-hang/{group}{key(number)}")
    assert f"/don-hang/{number}/doi-tra" in order.links
    page = visitor.get(url(number))
    assert page.page == "claims"
    assert "Hàng vỡ, bẹp, rách" in page
    assert "Đổi ý, hàng không có lỗi" not in page
    done = visitor.post(url(number), **asked(number, picture=photo()))
    assert done.page == "claim"
    assert done.marks["data-status"] == "asked"
    assert "Gói rách" in done
    assert found().picture
    again = visitor.post(url(number), **asked(number))
    assert again.page == "claim"
    assert found().number in again


def test_the_photo_is_for_the_two_sides_and_the_desk(visitor: Visitor, number: str) -> None:
    visitor.post(url(number), **asked(number, picture=photo()))
    claim = found().number
    answer = visitor.raw(url(number, f"/{claim}/anh"))
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.mimetype == "image/webp"
    answer.close()
    other = visitor.app.test_client()
    assert other.get(f"/don-hang/{number}/doi-tra/{claim}/anh").status_code == 404
    visitor.sign_in(*SELLING, producer_ids=(order_of(number).producer_id,))
    visitor.raw(f"/ban-hang/doi-tra/{claim}/anh").close()
    visitor.sign_in(*SELLING, producer_ids=(99_999,))
    visitor.raw(f"/ban-hang/doi-tra/{claim}/anh", 404)
    visitor.sign_in(*DESK)
    visitor.raw(f"/quan-tri/doi-tra/{claim}/anh").close()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("kind", "x"),
        ("wish", ""),
        ("text", ""),
        ("form_key", ""),
        ("picture", (BytesIO(b"khong phai anh"), "a.jpg")),
    ],
)
def test_bad_fields_are_refused_and_nothing_is_written(
    visitor: Visitor, number: str, name: str, value: object
) -> None:
    visitor.post(url(number), 422, **asked(number, **{name: value}))
    assert session.scalars(select(Claim)).all() == []


@pytest.mark.parametrize("typed", ["3", "0", "-1", "1.5", "một", "9" * 9])
def test_impossible_units_are_refused(visitor: Visitor, number: str, typed: str) -> None:
    line = order_of(number).lines[0].id
    page = visitor.post(url(number), 422, **asked(number, **{f"line-{line}": typed}))
    assert "refusals" in page
    assert session.scalars(select(Claim)).all() == []


def test_orders_of_others_do_not_open(visitor: Visitor, number: str) -> None:
    visitor.get(f"/don-hang/{number}/doi-tra", 404)
    visitor.get(f"/don-hang/{number}/doi-tra{key(make_delivered())}", 404)
    claim = make_claim(number)
    other = make_delivered()
    visitor.get(f"/don-hang/{other}/doi-tra/{claim}{key(other)}", 404)


def test_before_delivery_and_after_the_window_the_page_says_so(
    visitor: Visitor, number: str
) -> None:
    early = f"{make_order()}-1"
    assert "Đơn chưa ghi là đã giao." in visitor.get(url(early))
    for row in session.scalars(select(Deadline)).all():
        set_values(Deadline, row.id, valid_to=row.valid_from)
    page = visitor.get(url(number))
    assert "Đã hết hạn yêu cầu đổi trả" in page


def test_a_seller_answers_and_pays(visitor: Visitor, number: str) -> None:
    claim = make_claim(number)
    visitor.sign_in(*SELLING, producer_ids=(order_of(number).producer_id,))
    listed = visitor.get("/ban-hang/doi-tra")
    assert claim in listed
    page = visitor.get(f"/ban-hang/doi-tra/{claim}")
    assert 'value="95000"' in page, "what the units cost stands in the field"
    refused = visitor.post(
        f"/ban-hang/doi-tra/{claim}", 422, outcome="refund", amount="300.000", payer="seller"
    )
    assert "nhiều nhất 225.000" in refused.html.replace("\xa0", " ")
    visitor.post(f"/ban-hang/doi-tra/{claim}", 422, outcome="refuse", amount="0", payer="seller")
    done = visitor.post(
        f"/ban-hang/doi-tra/{claim}", outcome="refund", amount="95.000", payer="seller"
    )
    assert "Đã trả lời người mua." in done
    assert "Hãy ghi trả bằng cách nào" in visitor.post(f"/ban-hang/doi-tra/{claim}/da-tra-tien")
    paid = visitor.post(f"/ban-hang/doi-tra/{claim}/da-tra-tien", reference="FT1")
    assert paid.marks["data-status"] == "refunded"
    assert "FT1" in visitor.get(url(number, f"/{claim}"))


def test_goods_come_back_and_are_put_away(visitor: Visitor, number: str) -> None:
    claim = make_claim(number)
    visitor.sign_in(*SELLING, producer_ids=(order_of(number).producer_id,))
    base = f"/ban-hang/doi-tra/{claim}"
    visitor.post(base, outcome="return", amount="95000", payer="platform")
    sent = visitor.post(url(number, f"/{claim}/da-gui"), words="Bưu điện EA1")
    assert sent.marks["data-status"] == "sent_back"
    assert "Không nhận hàng trả lại" in visitor.get(base)
    back = visitor.post(f"{base}/hang-ve")
    assert back.marks["data-status"] == "refunding"
    line = found().lines[0].id
    assert "Nhập lại kho" in visitor.post(f"{base}/hang/{line}/restock")
    assert "đã được xử lý" in visitor.post(f"{base}/hang/{line}/waste")


def test_goods_that_are_not_right_are_refused_with_words(visitor: Visitor, number: str) -> None:
    claim = make_claim(number)
    visitor.sign_in(*SELLING, producer_ids=(order_of(number).producer_id,))
    base = f"/ban-hang/doi-tra/{claim}"
    visitor.post(base, outcome="return", amount="95000", payer="platform")
    visitor.post(url(number, f"/{claim}/da-gui"))
    assert "Hãy nói rõ lý do" in visitor.post(f"{base}/khong-nhan")
    page = visitor.post(f"{base}/khong-nhan", words="Hàng của nơi khác")
    assert page.marks["data-status"] == "refused"


def test_a_buyer_goes_to_the_operator_who_decides(visitor: Visitor, number: str) -> None:
    claim = make_claim(number)
    visitor.sign_in(*SELLING, producer_ids=(order_of(number).producer_id,))
    visitor.post(
        f"/ban-hang/doi-tra/{claim}", outcome="refuse", amount="0", payer="seller", words="Kín"
    )
    assert "Hãy nói rõ lý do" in visitor.post(url(number, f"/{claim}/len-san"))
    page = visitor.post(url(number, f"/{claim}/len-san"), words="Có ảnh")
    assert page.marks["data-status"] == "escalated"
    visitor.sign_in(*DESK)
    assert claim in visitor.get("/quan-tri/doi-tra")
    base = f"/quan-tri/doi-tra/{claim}"
    visitor.get(base)
    visitor.post(base, 422, outcome="refund", amount="95000")
    done = visitor.post(base, outcome="refund", amount="95000", words="Ảnh rõ")
    assert done.marks["data-status"] == "refunding"
    assert "Ảnh rõ" in visitor.get(url(number, f"/{claim}"))
    visitor.post(base, 422, outcome="refund", amount="1", words="Nữa")


def test_an_operator_says_that_goods_are_back(visitor: Visitor, number: str) -> None:
    claim = make_claim(number)
    visitor.sign_in(*SELLING, producer_ids=(order_of(number).producer_id,))
    visitor.post(f"/ban-hang/doi-tra/{claim}", outcome="return", amount="95000", payer="platform")
    visitor.sign_in(*DESK)
    page = visitor.post(f"/quan-tri/doi-tra/{claim}/hang-ve")
    assert page.marks["data-status"] == "refunding"
    assert "Hàng chưa về" in visitor.post(f"/quan-tri/doi-tra/{claim}/hang-ve")


def test_a_buyer_withdraws(visitor: Visitor, number: str) -> None:
    claim = make_claim(number)
    page = visitor.post(url(number, f"/{claim}/rut"))
    assert page.marks["data-status"] == "withdrawn"
    assert "không chuyển được" in visitor.post(url(number, f"/{claim}/rut"))


def test_a_seller_promises_and_ends_it(visitor: Visitor, number: str) -> None:
    visitor.sign_in(*SELLING, producer_ids=(order_of(number).producer_id,))
    page = "/ban-hang/doi-tra/quy-dinh"
    visitor.get(page)
    visitor.post(page, 422, days="0")
    assert "Đã hứa" in visitor.post(page, days="10")
    assert "Đổi ý, hàng không có lỗi" in visitor.get(url(number))
    own = session.scalars(select(Deadline).where(Deadline.producer_id.is_not(None))).one()
    ending = f"{page}/{own.id}/thoi"
    assert "Từ ngày mai" in visitor.post(ending)
    assert "đã đóng" in visitor.post(ending)


def test_what_waits_is_named_at_the_front(visitor: Visitor, number: str) -> None:
    claim = make_claim(number)
    visitor.sign_in(*SELLING, producer_ids=(order_of(number).producer_id,))
    assert "1 yêu cầu đổi trả chờ bạn" in visitor.get("/ban-hang")
    with transaction():
        row = session.scalars(select(Claim).where(Claim.number == claim)).one()
        row.due_at = clock.now()
    visitor.sign_in(*DESK)
    assert "yêu cầu đổi trả chờ quyết định" in visitor.get("/quan-tri")
