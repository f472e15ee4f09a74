"""Asked by guests, answered by sellers, public only then; who asked stays private."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.db import session
from catalog.products.models import Product
from storefront.messages.models import Message
from storefront.questions import housekeeping
from storefront.questions.models import Question
from tests.factories.claims import make_deadlines
from tests.factories.storefront import Goods, make_goods, make_seller, set_values
from tests.visitor import Visitor

SELLING = ("seller.see", "questions.own", "questions.answer")
DESK = ("desk.see", "questions.see", "questions.moderate")
ASKED: dict[str, Any] = {
    "form_key": "k1",
    "text": "Rang ngày nào?",
    "author": "Mận",
    "phone": "0987654321",
    "email": "man@vi-du.example",
}


@pytest.fixture
def goods(db: object) -> Goods:
    make_deadlines()
    return make_goods(5)


def slug(goods: Goods) -> str:
    return session.get_one(Product, goods.product_id).slug


def url(goods: Goods) -> str:
    return f"/san-pham/{slug(goods)}/hoi"


def ask(visitor: Visitor, goods: Goods, status: int = 200, **values: Any) -> Any:
    return visitor.post(f"{url(goods)}/moi", status, **{**ASKED, **values})


def all_questions() -> list[Question]:
    query = select(Question).execution_options(populate_existing=True)
    return list(session.scalars(query))


def test_an_old_form_with_another_question_is_not_swallowed(visitor: Visitor, goods: Goods) -> None:
    ask(visitor, goods)
    ask(visitor, goods)
    assert "Điều bạn vừa ghi chưa gửi" in ask(visitor, goods, 422, text="Có bán lẻ không?")
    assert len(all_questions()) == 1


def test_a_question_is_public_once_it_is_answered(visitor: Visitor, goods: Goods) -> None:
    product = f"/san-pham/{slug(goods)}"
    assert f"{product}/hoi/moi" in visitor.get(product).links
    visitor.get(f"{url(goods)}/moi")
    assert ask(visitor, goods).page == "question-sent"
    assert "Rang ngày nào?" not in visitor.get(url(goods))
    visitor.sign_in(*SELLING, producer_ids=(goods.seller_id,))
    assert "1 câu hỏi chờ trả lời" in visitor.get("/ban-hang")
    listed = visitor.get("/ban-hang/cau-hoi")
    assert "Rang ngày nào?" in listed
    assert "0987654321" not in listed
    answer = f"/ban-hang/cau-hoi/{all_questions()[0].id}"
    assert "man@vi-du.example" not in visitor.get(answer)
    visitor.post(answer, 422, text="")
    assert "Đã trả lời." in visitor.post(answer, text="Rang hôm qua, gọi 0912345678")
    assert "đã có trả lời" in visitor.post(answer, 422, text="Nữa")
    page = visitor.get(url(goods))
    assert "Rang ngày nào?" in page
    assert "Rang hôm qua, gọi [đã ẩn]" in page
    for secret in ("987654321", "man@vi-du.example"):
        assert secret not in page
    assert "Rang hôm qua" in visitor.get(product)
    assert "Set-Cookie" not in visitor.get(product).answer.headers


def test_the_asker_is_told(visitor: Visitor, goods: Goods) -> None:
    ask(visitor, goods)
    visitor.sign_in(*SELLING, producer_ids=(goods.seller_id,))
    visitor.post(f"/ban-hang/cau-hoi/{all_questions()[0].id}", text="Hôm qua")
    message = session.scalars(select(Message)).one()
    assert (message.phone, message.email) == ("+84987654321", "man@vi-du.example")
    assert message.values["path"] == url(goods)


def test_the_same_form_is_one_question_and_machines_ask_none(
    visitor: Visitor, goods: Goods
) -> None:
    ask(visitor, goods, website="x")
    assert all_questions() == []
    ask(visitor, goods)
    ask(visitor, goods)
    assert len(all_questions()) == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("text", ""),
        ("text", "0912345678"),
        ("text", "a" * 601),
        ("author", ""),
        ("phone", "12"),
        ("phone", ""),
        ("email", "man@"),
        ("form_key", ""),
    ],
)
def test_bad_input_is_refused(visitor: Visitor, goods: Goods, name: str, value: str) -> None:
    ask(visitor, goods, 422, **{name: value})
    assert all_questions() == []


def test_where_nobody_sells_nobody_is_asked(visitor: Visitor, goods: Goods) -> None:
    other = make_goods(1, seller=make_seller(verified_on=None))
    ask(visitor, other, 422)
    visitor.get("/san-pham/khong-co/hoi", 404)
    visitor.get("/san-pham/khong-co/hoi/moi", 404)


def test_questions_of_others_are_not_answered(visitor: Visitor, goods: Goods) -> None:
    ask(visitor, goods)
    visitor.sign_in(*SELLING, producer_ids=(99_999,))
    visitor.get(f"/ban-hang/cau-hoi/{all_questions()[0].id}", 404)


def test_an_operator_lets_through_or_hides(visitor: Visitor, goods: Goods) -> None:
    ask(visitor, goods)
    question = all_questions()[0].id
    set_values(Question, question, due_at=clock.now() - timedelta(minutes=1))
    visitor.sign_in(*DESK)
    assert "câu hỏi quá hạn trả lời" in visitor.get("/quan-tri")
    assert "quá hạn" in visitor.get("/quan-tri/cau-hoi")
    assert "đã hiện" in visitor.post(f"/quan-tri/cau-hoi/{question}/cho-hien")
    assert "Người bán chưa trả lời." in visitor.get(url(goods))
    hiding = f"/quan-tri/cau-hoi/{question}/an"
    visitor.get(hiding)
    visitor.post(hiding, 422, reason="")
    assert "Đã ẩn câu hỏi" in visitor.post(hiding, reason="Quảng cáo")
    assert "Rang ngày nào?" not in visitor.get(url(goods))
    assert "Quảng cáo" in visitor.get("/quan-tri/cau-hoi?phan=tat-ca")
    visitor.sign_in(*SELLING, producer_ids=(goods.seller_id,))
    visitor.get(f"/ban-hang/cau-hoi/{question}", 404)


def test_who_asked_is_forgotten(visitor: Visitor, goods: Goods) -> None:
    ask(visitor, goods)
    asked = all_questions()[0].asked_at
    assert housekeeping.forget_askers_before(asked) == 0
    late = asked + timedelta(days=30)
    set_values(Question, all_questions()[0].id, answered_at=late)
    assert housekeeping.forget_askers_before(late) == 0, "answered late, to be told of it"
    assert housekeeping.forget_askers_before(late + timedelta(seconds=1)) == 1
    assert (all_questions()[0].phone, all_questions()[0].email) == (None, None)
