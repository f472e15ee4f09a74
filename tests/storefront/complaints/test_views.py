"""A number at once, clocks that stay, both sides heard, an outcome that can be read."""

import re
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.db import session
from storefront.complaints.models import Complaint
from storefront.complaints.rules import sign
from storefront.messages.models import Message
from storefront.orders.models import Order
from tests.factories.claims import make_deadlines
from tests.factories.storefront import make_goods, make_order, set_values
from tests.visitor import Visitor

SECRET = "test-secret-test-secret-test-secret"
SELLING = ("seller.see", "complaints.own", "complaints.answer")
DESK = ("desk.see", "complaints.see", "complaints.resolve")
SENT: dict[str, Any] = {
    "form_key": "k1",
    "kind": "seller",
    "subject": "HTX minh họa Ia Băng",
    "text": "Gọi mãi không ai bắt máy",
    "name": "Trần Thị Mận",
    "phone": "0987654321",
}


@pytest.fixture
def number(db: object) -> str:
    make_deadlines()
    return f"{make_order((make_goods().variant_id, 1))}-1"


def found() -> Complaint:
    return session.scalars(select(Complaint).execution_options(populate_existing=True)).one()


def send(visitor: Visitor, status: int = 200, **values: Any) -> Any:
    return visitor.post("/khieu-nai", status, **{**SENT, **values})


def about_order(visitor: Visitor, number: str) -> str:
    send(visitor, kind="order", subject=number)
    return found().number


def desk(visitor: Visitor, complaint: str, rest: str = "", **data: Any) -> Any:
    visitor.sign_in(*DESK)
    return visitor.post(f"/quan-tri/khieu-nai/{complaint}{rest}", **data)


def test_a_complaint_gets_a_number_and_its_clocks(visitor: Visitor, number: str) -> None:
    page = visitor.get("/khieu-nai")
    assert "Sàn tiếp nhận trong 7 ngày." in page
    assert "Luật 19/2023/QH15" in page
    opened = send(visitor)
    assert opened.page == "complaint"
    assert "Gọi mãi không ai bắt máy" in opened
    complaint = found()
    assert complaint.acknowledge_by == complaint.received_at + timedelta(hours=168)
    assert complaint.resolve_by == complaint.received_at + timedelta(hours=720)
    before = complaint.number
    send(visitor)
    assert found().number == before, "the same form is one complaint"


def test_an_old_form_with_another_complaint_leads_nobody_to_the_first(
    visitor: Visitor, number: str
) -> None:
    """The back button of a telephone that others use."""
    send(visitor)
    page = send(visitor, 422, name="Lê Văn Ba", phone="0911 111 111", text="Việc khác hẳn")
    assert "Điều bạn vừa ghi chưa gửi" in page
    assert "Gọi mãi không ai bắt máy" not in page
    key = re.search(r'name="form_key"[^>]*value="([^"]+)"', page.html)
    assert key
    assert key[1] != SENT["form_key"]
    send(visitor, form_key=key[1], phone="0911 111 111", text="Việc khác hẳn")
    assert len(session.scalars(select(Complaint)).all()) == 2


def test_by_number_alone_only_the_state_is_shown(visitor: Visitor, number: str) -> None:
    send(visitor)
    complaint = found().number
    page = visitor.get(f"/khieu-nai/{complaint.lower()}")
    assert "chờ tiếp nhận" in page
    for secret in ("Gọi mãi", "Mận", "987654321"):
        assert secret not in page
    assert "Gọi mãi" not in visitor.get(f"/khieu-nai/{complaint}?khoa=abc")
    visitor.raw(f"/khieu-nai/{complaint}", 404, "POST", data={"words": "thêm"})
    visitor.get("/khieu-nai/KN26AAAAAAA", 404)


def test_number_and_phone_open_all(visitor: Visitor, number: str) -> None:
    send(visitor)
    complaint = found().number
    assert complaint in visitor.get(f"/khieu-nai/theo-doi?so={complaint}")
    wrong = visitor.post("/khieu-nai/theo-doi", 422, number=complaint, phone="0911111111")
    unknown = visitor.post("/khieu-nai/theo-doi", 422, number="KN26AAAAAAA", phone="0987654321")
    for page in (wrong, unknown):
        assert "Không có khiếu nại nào khớp" in page
    page = visitor.post("/khieu-nai/theo-doi", number=complaint, phone="0987 654 321")
    assert "Gọi mãi" in page


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("kind", "x"),
        ("text", ""),
        ("name", ""),
        ("phone", "12"),
        ("email", "a@"),
        ("form_key", ""),
        ("text", "a" * 3001),
    ],
)
def test_bad_input_is_refused(visitor: Visitor, number: str, name: str, value: str) -> None:
    send(visitor, 422, **{name: value})
    assert session.scalars(select(Complaint)).all() == []


@pytest.mark.parametrize("subject", ["", "DH26AAAAAAA", "đơn của tôi"])
def test_an_order_has_to_be_one(visitor: Visitor, number: str, subject: str) -> None:
    page = send(visitor, 422, kind="order", subject=subject)
    assert "field--refused" in page
    assert session.scalars(select(Complaint)).all() == []


def test_machines_are_not_heard(visitor: Visitor, number: str) -> None:
    send(visitor, website="x")
    assert session.scalars(select(Complaint)).all() == []


def test_both_sides_are_heard_before_it_is_decided(visitor: Visitor, number: str) -> None:
    complaint = about_order(visitor, number)
    seller = session.scalars(select(Order.producer_id).where(Order.number == number)).one()
    visitor.sign_in(*SELLING, producer_ids=(seller,))
    visitor.get(f"/ban-hang/khieu-nai/{complaint}", 404)
    early = desk(visitor, complaint, status=422, outcome="upheld", words="Vội")
    assert "tiếp nhận" in early
    assert "Hãy tiếp nhận" in desk(visitor, complaint, "/hoi/seller", words="Sao?")
    assert "Đã tiếp nhận." in desk(visitor, complaint, "/tiep-nhan")
    assert "đã có người tiếp nhận" in desk(visitor, complaint, "/tiep-nhan")
    unheard = desk(visitor, complaint, status=422, outcome="upheld", words="Vội")
    assert "Chưa nghe người bán" in unheard
    assert "Hãy viết nội dung" in desk(visitor, complaint, "/hoi/seller", words="")
    desk(visitor, complaint, "/hoi/note", words="Khách quen khiếu nại")
    desk(visitor, complaint, "/hoi/complainant", words="Gọi lúc nào?")
    desk(visitor, complaint, "/hoi/seller", words="Vì sao không bắt máy?")
    visitor.sign_in(*SELLING, producer_ids=(seller,))
    assert "Sàn hỏi bạn về 1 khiếu nại" in visitor.get("/ban-hang")
    assert complaint in visitor.get("/ban-hang/khieu-nai")
    page = visitor.get(f"/ban-hang/khieu-nai/{complaint}")
    assert "Vì sao không bắt máy?" in page
    for secret in ("Khách quen", "Gọi lúc nào?", "Mận", "987654321"):
        assert secret not in page
    visitor.post(f"/ban-hang/khieu-nai/{complaint}", 422, words="")
    said = visitor.post(f"/ban-hang/khieu-nai/{complaint}", words="Hôm đó mất sóng")
    assert "Sàn đã nhận lời" in said
    key = f"/khieu-nai/{complaint}?khoa={sign(complaint, SECRET)}"
    assert "Hôm đó mất sóng" in visitor.get(key)
    assert "Khách quen" not in visitor.get(key)
    assert "Sáng thứ hai" in visitor.post(key, words="Sáng thứ hai")
    done = desk(visitor, complaint, outcome="settled", words="Cơ sở gọi lại và xin lỗi")
    assert done.marks["data-state"] == "resolved"
    page = visitor.get(key)
    assert "Hai bên đã thỏa thuận" in page
    assert "Cơ sở gọi lại và xin lỗi" in page
    assert "đã giải quyết xong" in visitor.post(key, 422, words="Nữa")
    told = session.scalars(select(Message.key).where(Message.kind == "news")).all()
    assert len(told) == 3, "taken up, asked, settled"


def test_a_silent_seller_does_not_stop_it(visitor: Visitor, number: str) -> None:
    complaint = about_order(visitor, number)
    desk(visitor, complaint, "/tiep-nhan")
    desk(visitor, complaint, "/hoi/seller", words="Sao?")
    set_values(Complaint, found().id, seller_answer_by=clock.now() - timedelta(minutes=1))
    done = desk(visitor, complaint, outcome="upheld", words="Cơ sở không trả lời")
    assert done.marks["data-state"] == "resolved"


def test_where_nobody_sells_nobody_has_to_be_heard(visitor: Visitor, number: str) -> None:
    send(visitor, kind="platform")
    complaint = found().number
    desk(visitor, complaint, "/tiep-nhan")
    assert "không có người bán để hỏi" in desk(visitor, complaint, "/hoi/seller", words="?")
    desk(visitor, complaint, outcome="not_upheld", words="Đúng quy chế")
    assert found().outcome == "not_upheld"


def test_what_is_late_stands_first(visitor: Visitor, number: str) -> None:
    send(visitor)
    first = found().number
    send(visitor, form_key="k2")
    late = session.scalars(select(Complaint).where(Complaint.form_key == "k2")).one()
    code = late.number
    set_values(Complaint, late.id, acknowledge_by=clock.now() - timedelta(minutes=1))
    visitor.sign_in(*DESK)
    assert "khiếu nại đang mở" in visitor.get("/quan-tri")
    page = visitor.get("/quan-tri/khieu-nai")
    assert page.html.index(code) < page.html.index(first)
    assert "quá hạn" in page
    assert "trễ hạn" in visitor.get(f"/khieu-nai/{code}")
