"""What is told before an order, and that it is kept as it was told."""

import re
from collections.abc import Callable

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DatabaseError

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from catalog.producers.models import Producer
from storefront.deadlines import service as deadlines
from storefront.deadlines.rules import What
from storefront.deadlines.service import NewDeadline
from storefront.disclosures.models import Disclosure, SampleText
from storefront.legal import service as legal
from storefront.legal.rules import Page
from storefront.legal.service import NewIdentity, NewText
from storefront.orders import numbers
from storefront.orders.models import OrderGroup
from storefront.privacy import forgetting
from tests.factories.ahead import Ahead, fill_ahead, make_tour, make_window
from tests.factories.storefront import (
    Goods,
    make_goods,
    make_order,
    make_places,
    make_rate,
    order_key,
    place_basket,
    set_values,
)
from tests.visitor import Page as Seen
from tests.visitor import Visitor

OPERATOR = Actor(id=1, name="Cán bộ Lan")
BEFORE = "/thanh-toan/truoc-khi-dat"
BUYER = {
    "phone": "0987 654 321",
    "buyer_name": "Trần Thị Mận",
    "province_code": "92",
    "commune_text": "ninh kieu",
    "street": "12 Hòa Bình",
}


@pytest.fixture
def goods(db: object) -> Goods:
    make_rate()
    with transaction():
        deadlines.import_packaged(clock.now())
    return make_goods(10)


@pytest.fixture
def shopper(visitor: Visitor, goods: Goods) -> Visitor:
    visitor.post("/gio-hang/them", loai=goods.variant_id, **{"so-luong": 2})
    return visitor


def publish(body: str, page: Page = Page.RETURNS) -> None:
    with transaction():
        new = NewText(page, "vi", body, clock.today(), "Quyết định 1")
        legal.add_text(OPERATOR, new, clock.now())


def name_operator(name: str) -> None:
    with transaction():
        new = NewIdentity(name, clock.today(), "Giấy đăng ký", email="cho@vi-du.vn")
        legal.add_identity(OPERATOR, new, clock.now())


def hidden(page: Seen) -> dict[str, str]:
    found = re.findall(r'<input[^>]*type="hidden"[^>]*>', page.html)
    pairs = [
        (re.search(r'name="([^"]*)"', one), re.search(r'value="([^"]*)"', one)) for one in found
    ]
    return {name[1]: value[1] for name, value in pairs if name and value}


def key_of(number: str, visitor: Visitor) -> str:
    return order_key(number, visitor.app.config["SECRET_KEY"])


def told(page: Seen) -> str:
    """The document itself, without what stands around it."""
    found = re.search(r'<div class="told".*?</div>\s*<section', page.html, re.S)
    assert found
    return found[0]


def test_an_empty_basket_has_nothing_to_tell(visitor: Visitor) -> None:
    page = visitor.open("GET", BEFORE, 200, follow_redirects=True)
    assert "Giỏ còn trống" in page.text


def test_everything_the_law_asks_for_is_told_before_the_order(shopper: Visitor) -> None:
    page = shopper.get(BEFORE)
    for words in (
        "Người vận hành chợ",
        "Chưa rõ",
        "Người bán: HTX minh họa Ia Băng",
        "95.000",
        "tính khi biết nơi nhận",
        "đã gồm thuế",
        "Hủy được ở trang đơn hàng",
        "Luật 19/2023/QH15 Điều 38",
        "Sàn giải quyết xong khiếu nại",
        "bản mẫu đi cùng phần mềm",
    ):
        assert words in page, words
    english = shopper.get(f"{BEFORE}?lang=en")
    assert "Seller: HTX minh họa Ia Băng" in english


def test_with_the_place_typed_fee_promise_and_total_are_told(shopper: Visitor) -> None:
    start = hidden(shopper.get("/thanh-toan"))
    page = shopper.post(BEFORE, **{**BUYER, **start})
    assert "225.000" in page
    assert "35.000" in page
    assert "Nhận hàng từ" in page
    assert "Trả tiền khi nhận hàng" in page
    assert session.scalar(select(func.count(OrderGroup.id))) == 0


def test_a_household_shows_only_the_end_of_its_personal_number(
    shopper: Visitor, goods: Goods
) -> None:
    producer = session.scalars(select(Producer.id)).first()
    set_values(Producer, producer, tax_code="001099012345")
    page = shopper.get(BEFORE)
    assert "••••••••2345" in page
    assert "001099012345" not in page


def test_exactly_what_was_read_is_kept_and_later_changes_touch_nothing(
    shopper: Visitor,
) -> None:
    name_operator("HTX Chợ Xã")
    publish("## Bản lúc đặt")
    start = hidden(shopper.get("/thanh-toan"))
    quote = hidden(shopper.post("/thanh-toan/phi", **{**BUYER, **start}))
    before = told(shopper.post(BEFORE, **{**BUYER, **quote}))
    shopper.post("/thanh-toan", **{**BUYER, **quote})
    group = session.scalars(select(OrderGroup)).one()
    url = f"/don-hang/{group.number}/da-bao"
    name_operator("Công ty Khác")
    publish("## Bản về sau")
    set_values(Producer, group.orders[0].producer_id, name="Tên mới")
    page = shopper.get(url)
    assert told(page) == before
    assert "HTX Chợ Xã" in page
    assert "Tên mới" not in page
    assert "Bản lúc đặt" in shopper.get(f"{url}/doi-tra")
    assert "mẫu đi cùng phần mềm" in shopper.get(f"{url}/khieu-nai")
    shopper.get(f"{url}/xep-hang", 404)
    assert url in shopper.get(f"/don-hang/{group.number}")


def test_what_was_told_names_no_buyer_and_stays_when_the_buyer_is_forgotten(
    visitor: Visitor,
) -> None:
    number = make_order(buyer_name="Trần Thị Mận")
    kept = session.scalars(select(Disclosure)).one()
    assert "Mận" not in str(kept.sections)
    with transaction():
        forgetting.make_nameless(session.scalars(select(OrderGroup)).one())
    assert "Người bán" in visitor.get(f"/don-hang/{number}/da-bao?khoa={key_of(number, visitor)}")


def test_only_who_may_open_the_purchase_reads_it(
    visitor: Visitor, make_visitor: Callable[[], Visitor]
) -> None:
    number = make_order()
    make_visitor().get(f"/don-hang/{number}/da-bao", 404)
    make_visitor().get(f"/don-hang/{number}/da-bao/doi-tra", 404)


def test_it_is_kept_in_the_language_of_the_buyer(visitor: Visitor) -> None:
    with visitor.app.test_request_context():  # as in a visit; "vi" is spoken outside of one
        number = make_order(language="en")
    page = visitor.get(f"/don-hang/{number}/da-bao?lang=vi&khoa={key_of(number, visitor)}")
    assert '<div class="told" lang="en">' in page
    assert "Who runs the market" in page


def test_a_purchase_of_before_says_that_nothing_was_kept(visitor: Visitor) -> None:
    number = make_order()
    group = session.scalars(select(OrderGroup)).one()
    later = OrderGroup(
        **{
            column.name: getattr(group, column.name)
            for column in OrderGroup.__table__.columns
            if column.name not in ("id", "number", "placement_key")
        },
        number=numbers.make_number(2026, "234567"),
        placement_key="frueher",
    )
    with transaction():
        session.add(later)
    page = visitor.get(f"/don-hang/{later.number}/da-bao?khoa={key_of(later.number, visitor)}", 404)
    assert "Biên nhận của đơn vẫn đọc được" in page
    assert number != later.number


def test_samples_are_kept_once_and_nothing_can_be_changed(db: object) -> None:
    make_order()
    make_order()
    assert session.scalar(select(func.count()).select_from(SampleText)) == 5
    assert session.scalar(select(func.count(Disclosure.id))) == 2
    for statement in (
        "UPDATE store_disclosures SET language = 'en'",
        "DELETE FROM store_disclosed_texts",
        "UPDATE store_sample_texts SET body = ''",
    ):
        with pytest.raises(DatabaseError), session.begin_nested():
            session.execute(text(statement))


def test_a_sellers_own_longer_promise_stands_with_the_seller(
    shopper: Visitor,
) -> None:
    seller = session.scalars(select(Producer.id)).one()
    actor = Actor(id=2, name="Chị Hoa", producer_ids=frozenset({seller}))
    assert "Lời hứa riêng" not in shopper.get(BEFORE)
    with transaction():
        new = NewDeadline(
            What.CLAIM_WINDOW,
            720,
            clock.today(),
            "Lời hứa riêng",
            kind="changed_mind",
            producer_id=seller,
        )
        deadlines.add(actor, new, clock.now())
    assert "Lời hứa riêng" in shopper.get(BEFORE)


def test_a_visit_is_told_with_its_hour_and_without_a_parcel(db: object) -> None:
    tour = make_tour()
    seats = Ahead(0, tour.quota_id, tour.adult_id, tour.product_id, tour.seller_id, tour.slug)
    make_places()
    place_basket(fill_ahead(seats))
    said = str(session.scalars(select(Disclosure)).one().sections)
    assert "Tham quan lúc" in said
    assert "hủy được đến" in said
    assert "Nhận hàng từ" not in said


def test_goods_ordered_ahead_say_that_days_are_expected(db: object) -> None:
    make_rate()
    place_basket(fill_ahead(make_window()))
    said = str(session.scalars(select(Disclosure)).one().sections)
    assert "khoảng dự kiến" in said
    assert "Nhận hàng từ" in said
