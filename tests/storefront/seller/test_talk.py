"""What people said is one list, the newest first."""

from datetime import timedelta

import pytest

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from storefront.accounts.rules import EVERYONE, MEMBER_ROLES
from storefront.questions.models import Question
from storefront.seller.talk import list_said
from tests.factories.claims import make_claim, make_delivered
from tests.factories.storefront import Goods, make_goods, save
from tests.visitor import Visitor


@pytest.fixture
def goods(db: object) -> Goods:
    return make_goods(on_hand=40)


def ask(goods: Goods, text: str, days_ago: int, answer: str | None = None) -> None:
    at = clock.now() - timedelta(days=days_ago)
    save(
        Question(
            form_key=text,
            product_id=goods.product_id,
            author="Cô Mận",
            language="vi",
            text=text,
            asked_at=at,
            due_at=at + timedelta(days=3),
            answer=answer,
        )
    )


def own(goods: Goods) -> Actor:
    return Actor(id=1, producer_ids=frozenset({goods.seller_id}))


def test_the_newest_comes_first_whatever_its_kind(goods: Goods) -> None:
    ask(goods, "Rang mộc?", 5)
    make_claim(make_delivered(goods=goods))
    ask(goods, "Còn hàng không?", 1, "Còn")
    said = list_said(own(goods), 10)
    assert [one.kind for one in said] == ["Đổi trả", "Câu hỏi", "Câu hỏi"]
    assert [one.words for one in said[1:]] == ["Còn hàng không?", "Rang mộc?"]
    assert [one.waits for one in said] == [True, False, True]


def test_only_so_many_are_given(goods: Goods) -> None:
    for number in range(4):
        ask(goods, f"Hỏi {number}", number)
    assert [one.words for one in list_said(own(goods), 2)] == ["Hỏi 0", "Hỏi 1"]


def test_nothing_of_others_is_there(goods: Goods) -> None:
    ask(goods, "Rang mộc?", 5)
    make_claim(make_delivered(goods=goods))
    assert list_said(own(make_goods()), 10) == []


def test_the_page_links_to_where_it_is_answered(visitor: Visitor, goods: Goods) -> None:
    visitor.sign_in(*EVERYONE, *MEMBER_ROLES["owner"], producer_ids=(goods.seller_id,))
    assert "Chưa ai viết gì cho bạn." in visitor.get("/ban-hang/tin")
    ask(goods, "Rang <b>mộc</b>?", 5)
    for page in (visitor.get("/ban-hang/tin"), visitor.get("/ban-hang")):
        assert "Rang &lt;b&gt;mộc" in page
        assert any(link.startswith("/ban-hang/cau-hoi/") for link in page.links)
