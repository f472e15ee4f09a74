"""Written by who received the goods, read by all, hidden only with a reason."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.products.models import Product
from storefront.claims import answering
from storefront.claims.answering import Answer
from storefront.claims.models import Claim
from storefront.claims.rules import Outcome
from storefront.orders import numbers
from storefront.orders.rules import Party
from storefront.reviews.models import Review, ReviewStep
from tests.factories.claims import make_claim, make_delivered, order_of
from tests.factories.storefront import Goods, make_goods, make_order, order_key, saving, set_values
from tests.factories.trade import deliver
from tests.visitor import Page, Visitor

SECRET = "test-secret-test-secret-test-secret"
SELLING = ("seller.see", "reviews.own", "reviews.answer")
DESK = ("desk.see", "reviews.see", "reviews.moderate")
SAID: dict[str, Any] = {"points": "4", "text": "Thơm, rang vừa."}


@pytest.fixture
def goods(db: object) -> Goods:
    return make_goods(50)


@pytest.fixture
def number(goods: Goods) -> str:
    return make_delivered(1, goods)


def url(number: str, line: int | None = None) -> str:
    key = order_key(numbers.group_number(number), SECRET)
    of_line = f"/{line}" if line else ""
    return f"/don-hang/{number}/danh-gia{of_line}?khoa={key}"


def line_of(number: str) -> int:
    return order_of(number).lines[0].id


def write(visitor: Visitor, number: str, status: int = 303, **said: Any) -> Page | None:
    answer = visitor.open("POST", url(number, line_of(number)), status, data={**SAID, **said})
    return Page(answer.text, answer) if status != 303 else None


def slug(goods: Goods) -> str:
    return session.get_one(Product, goods.product_id).slug


def found() -> Review:
    return session.scalars(select(Review).execution_options(populate_existing=True)).one()


def test_a_buyer_reviews_a_line_and_everybody_reads_it(
    visitor: Visitor, number: str, goods: Goods
) -> None:
    assert "Viết đánh giá" in visitor.get(url(number))
    visitor.get(url(number, line_of(number)))
    write(visitor, number)
    page = visitor.get(f"/san-pham/{slug(goods)}/danh-gia")
    assert "Thơm, rang vừa." in page
    assert "Mận, Cần Thơ" in page
    assert goods.code in page, "the batch is shown"
    assert "Trần" not in page
    assert "0987654321" not in page
    assert "Set-Cookie" not in page.answer.headers, "public pages touch no session"
    assert 'data-points="4"' in page
    assert "data-stars" not in page


def test_an_average_is_shown_from_three_on(visitor: Visitor, number: str, goods: Goods) -> None:
    product = f"/san-pham/{slug(goods)}"
    write(visitor, number, points="5")
    for points in ("4", "4"):
        page = visitor.get(product)
        assert "Chưa đủ đánh giá" in page
        assert "aggregateRating" not in page
        write(visitor, make_delivered(1, goods), points=points)
    page = visitor.get(product)
    assert "4,3/5 điểm" in page
    assert '"aggregateRating": {"@type": "AggregateRating", "bestRating": 5' in page
    assert '"ratingValue": "4.3", "reviewCount": 3' in page


def test_a_line_has_one_review_which_its_buyer_edits_in_time(visitor: Visitor, number: str) -> None:
    write(visitor, number)
    write(visitor, number, points="2", text="Nay thấy nhạt")
    assert (found().points, found().text) == (2, "Nay thấy nhạt")
    assert found().edited_at
    set_values(Review, found().id, editable_until=clock.now() - timedelta(seconds=1))
    page = write(visitor, number, 422)
    assert page
    assert "hết hạn sửa" in page
    assert found().points == 2


def test_links_and_numbers_do_not_get_in(visitor: Visitor, number: str) -> None:
    write(visitor, number, text="<b>Ngon</b>, gọi 0912345678 hay vào https://x.vn/1")
    assert found().text == "Ngon , gọi [đã ẩn] hay vào [đã ẩn]"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("points", "6"),
        ("points", "0"),
        ("points", ""),
        ("points", "x"),
        ("text", ""),
        ("text", "0912345678"),
        ("text", "a" * 1501),
        ("picture", (BytesIO(b"x"), "a.jpg")),
    ],
)
def test_bad_input_is_refused_and_nothing_is_kept(
    visitor: Visitor, number: str, name: str, value: Any
) -> None:
    page = write(visitor, number, 422, **{name: value})
    assert page
    assert "field" in page
    assert session.scalars(select(Review)).all() == []


def test_only_who_received_the_goods_reviews_them(visitor: Visitor, number: str) -> None:
    waiting = f"{make_order()}-1"
    assert "Nhận hàng xong" in visitor.get(url(waiting))
    write(visitor, waiting, 422)
    line = line_of(number)
    visitor.raw(f"/don-hang/{number}/danh-gia/{line}", 404, "POST", data=SAID)
    other = make_delivered()
    visitor.raw(url(other, line), 404, "POST", data=SAID)
    assert session.scalars(select(Review)).all() == []


def test_goods_sent_anew_are_not_reviewed_twice(visitor: Visitor, number: str) -> None:
    make_claim(number)
    with saving():
        claim = session.scalars(select(Claim)).one()
        answering.answer(claim, Answer(Outcome.REPLACE), Party.SELLER, Actor(), clock.now())
    again = f"{number[:-1]}2"
    deliver(again)
    write(visitor, again, 422)


def photo() -> tuple[BytesIO, str]:
    data = BytesIO()
    Image.new("RGB", (400, 300), "red").save(data, "JPEG")
    data.seek(0)
    return data, "anh.jpg"


def test_what_is_hidden_is_gone_for_readers_with_its_photo(
    visitor: Visitor, number: str, goods: Goods
) -> None:
    write(visitor, number, picture=photo())
    review = found().id
    visitor.raw(f"/danh-gia/{review}/anh").close()
    report = f"/danh-gia/{review}/bao"
    visitor.get(report)
    assert "Cảm ơn" in visitor.post(report, reason="Lời tục", website="bot")
    assert found().reported == 0, "what only a machine fills in counts for nothing"
    visitor.post(report, 422, reason="")
    visitor.post(report, reason="Lời tục")
    assert found().reported == 1
    visitor.sign_in(*DESK)
    assert "đánh giá bị báo" in visitor.get("/quan-tri")
    assert "1 người báo" in visitor.get("/quan-tri/danh-gia")
    desk = f"/quan-tri/danh-gia/{review}"
    visitor.get(desk)
    visitor.post(desk, 422, act="hidden", reason="")
    assert "Đã ghi, kèm lý do." in visitor.post(desk, act="hidden", reason="Lời tục thật")
    assert "Thơm" not in visitor.get(f"/san-pham/{slug(goods)}/danh-gia")
    visitor.raw(f"/danh-gia/{review}/anh", 404)
    visitor.raw(report, 404)
    assert "đã ẩn đánh giá này" in visitor.get(url(number))
    visitor.post(desk, act="shown", reason="Xem lại thì không sao")
    assert "Thơm" in visitor.get(f"/san-pham/{slug(goods)}/danh-gia")
    acts = session.scalars(select(ReviewStep.act).order_by(ReviewStep.id)).all()
    assert acts == ["reported", "hidden", "shown"]


def test_a_seller_answers_once(visitor: Visitor, number: str, goods: Goods) -> None:
    write(visitor, number)
    visitor.sign_in(*SELLING, producer_ids=(goods.seller_id,))
    assert "1 đánh giá chưa trả lời" in visitor.get("/ban-hang")
    assert "Thơm" in visitor.get("/ban-hang/danh-gia")
    answer = f"/ban-hang/danh-gia/{found().id}"
    visitor.get(answer)
    visitor.post(answer, 422, text="0912345678 0912345678".replace("0912345678", " "))
    assert "Đã trả lời." in visitor.post(answer, text="Cảm ơn bạn")
    assert "đã có trả lời" in visitor.post(answer, 422, text="Thêm nữa")
    assert "Cảm ơn bạn" in visitor.get(f"/san-pham/{slug(goods)}/danh-gia")
    visitor.sign_in(*SELLING, producer_ids=(99_999,))
    visitor.get(answer, 404)


def test_a_product_nobody_reviewed_says_so(visitor: Visitor, goods: Goods) -> None:
    assert "Chưa có đánh giá nào." in visitor.get(f"/san-pham/{slug(goods)}/danh-gia")
    visitor.get("/san-pham/khong-co/danh-gia", 404)
