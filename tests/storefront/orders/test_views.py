"""Visits of /don-hang: opened by link, by number and phone, or not at all."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from catalog.kernel.money import format_dong
from storefront.app import create_app
from storefront.config import Config
from storefront.extensions import limiter
from storefront.inventory.models import StockItem
from storefront.orders import numbers, rules, service
from storefront.orders.models import Order
from storefront.orders.rules import OrderStatus, Party
from tests.factories.storefront import Goods, make_goods, make_order, make_seller, order_key
from tests.factories.trade import deliver
from tests.visitor import Page, Visitor

SECRET = "test-secret-test-secret-test-secret"
PHONE = "0987654321"


@pytest.fixture
def goods(db: object) -> Goods:
    return make_goods(10)


@pytest.fixture
def number(goods: Goods) -> str:
    return make_order((goods.variant_id, 2))


def link(number: str, key: str | None = None) -> str:
    return f"/don-hang/{number}?khoa={key if key is not None else order_key(number, SECRET)}"


def move(
    number: str, *steps: OrderStatus, by: Party = Party.SELLER, reason: str | None = None
) -> None:
    for step in steps:
        with transaction():
            order = session.scalars(select(Order).where(Order.number == number)).one()
            service.change(order, step, by, Actor(), clock.now(), reason)


def test_the_signed_link_opens_the_order_and_a_reload_too(visitor: Visitor, number: str) -> None:
    page = visitor.get(link(number))
    assert page.title.startswith(f"Đơn hàng {number}")
    assert "HTX minh họa Ia Băng" in page
    assert "12 Hòa Bình, Phường Ninh Kiều, Cần Thơ" in page
    assert "Trả cho HTX minh họa Ia Băng" in page
    assert page.answer.headers["Cache-Control"] == "no-store"
    assert visitor.get(f"/don-hang/{number}").page == "order"
    assert visitor.get(f"/don-hang/{number.lower()}").page == "order"


@pytest.mark.parametrize("key", ["", "abc", "ký.tự", "x" * 3000])
def test_a_wrong_key_opens_nothing(visitor: Visitor, number: str, key: str) -> None:
    page = visitor.get(link(number, key), 404)
    assert "Hòa Bình" not in page
    assert "Không mở được đơn này" in page


def test_the_key_of_one_order_does_not_open_another(visitor: Visitor, number: str) -> None:
    other = make_order()
    visitor.get(link(other, order_key(number, SECRET)), 404)
    visitor.get(link(number))
    visitor.get(f"/don-hang/{other}", 404)


@pytest.mark.parametrize("typed", ["DH26", "abc", "DH26AAAAAAA", "%00", "x" * 500])
def test_numbers_that_do_not_exist_are_not_found(visitor: Visitor, db: object, typed: str) -> None:
    visitor.get(f"/don-hang/{typed}", 404)


def find(visitor: Visitor, number: str, phone: str, status: int = 200) -> Page:
    return visitor.post("/don-hang", status, number=number, phone=phone)


@pytest.mark.parametrize("phone", [PHONE, "+84 987 654 321", "0987.654.321"])
def test_number_and_phone_find_the_order(visitor: Visitor, number: str, phone: str) -> None:
    assert find(visitor, f" {number.lower()} ", phone).page == "order"
    assert find(visitor, f"{number}-1", phone).page == "order"


def test_a_wrong_number_and_a_wrong_phone_get_the_same_answer(
    visitor: Visitor, number: str
) -> None:
    answers = [
        find(visitor, number, "0911111111", 422).html.replace("0911111111", ""),
        find(visitor, numbers.make_number(2026, "AAAAAA"), PHONE, 422).html,
        find(visitor, "DH26", PHONE, 422).html,
    ]
    for answer in answers:
        assert "Không có đơn nào khớp cả mã đơn và số điện thoại này." in answer
        assert "Hòa Bình" not in answer


@pytest.mark.parametrize(("number_typed", "phone"), [("", PHONE), ("DH26AAAAAAA", "12"), ("", "")])
def test_empty_or_broken_fields_are_refused(
    visitor: Visitor, db: object, number_typed: str, phone: str
) -> None:
    assert "field--refused" in find(visitor, number_typed, phone, 422)


@pytest.fixture
def counted(config: Config, db: object) -> Iterator[Callable[[str, str], int]]:
    """Asks for an order at an application that counts tries; gives back the status."""
    app = create_app(replace(config, testing=False))
    app.config["WTF_CSRF_ENABLED"] = False
    browser = app.test_client()
    limiter.reset()
    yield (
        lambda number, phone: (
            browser.post(
                "/don-hang",
                data={"number": number, "phone": phone},
                base_url="https://ocop.example",
            ).status_code
        )
    )
    limiter.reset()
    limiter.enabled = False


def test_tries_are_counted_by_number(counted: Callable[[str, str], int], number: str) -> None:
    other = make_order()
    assert [counted(number, "0911111111") for _ in range(6)] == [422] * 6
    assert counted(number, PHONE) == 429
    assert counted(other, PHONE) == 303


def test_tries_are_counted_by_network(counted: Callable[[str, str], int]) -> None:
    tried = [numbers.make_number(2026, f"AAAA{place:02}") for place in range(20)]
    assert [counted(number, PHONE) for number in tried] == [422] * 20
    assert counted(numbers.make_number(2026, "BBBBBB"), PHONE) == 429


def test_the_buyer_follows_the_seller(visitor: Visitor, number: str) -> None:
    words = ["Đã gói xong, chờ giao đi", "Đang trên đường giao", "Đã giao, đã trả tiền"]
    for step, said in zip(rules.STEPS[1:], words, strict=True):
        move(f"{number}-1", step)
        page = visitor.get(link(number))
        assert said in page
        assert page.marks["data-status"] == step.value
        assert "Hủy đơn này" not in page


def test_a_refusal_is_shown_with_its_reason(visitor: Visitor, number: str) -> None:
    move(f"{number}-1", OrderStatus.REFUSED, reason="damaged: mưa <b>ướt</b>")
    page = visitor.get(link(number))
    assert "Lý do: Hàng bị hỏng. mưa &lt;b&gt;ướt&lt;/b&gt;" in page
    assert "không phải trả" in page


def test_the_buyer_cancels_until_it_is_packed(visitor: Visitor, number: str, goods: Goods) -> None:
    visitor.get(link(number))
    asked = visitor.get(f"/don-hang/{number}-1/huy")
    assert f"Hủy đơn {number}-1?" in asked
    page = visitor.post(f"/don-hang/{number}-1/huy")
    assert "Đã hủy, bạn không phải trả gì" in page
    assert session.get_one(StockItem, goods.item_id).allocated == 0


def test_a_packed_order_is_not_cancelled(visitor: Visitor, number: str) -> None:
    visitor.get(link(number))
    move(f"{number}-1", OrderStatus.PACKED)
    assert "không còn hủy được" in visitor.get(f"/don-hang/{number}-1/huy")
    assert "Hãy gọi người bán" in visitor.post(f"/don-hang/{number}-1/huy", 409)


def test_nobody_cancels_for_others(
    make_visitor: Callable[[], Visitor], number: str, goods: Goods
) -> None:
    owner, stranger = make_visitor(), make_visitor()
    owner.get(link(number))
    stranger.get(f"/don-hang/{number}-1/huy", 404)
    stranger.post(f"/don-hang/{number}-1/huy", 404)
    stranger.sign_in("orders.sell", producer_ids=(goods.seller_id,))
    stranger.get(f"/don-hang/{number}", 404)


def test_one_of_two_sellers_is_cancelled_alone(visitor: Visitor, goods: Goods) -> None:
    other = make_goods(seller=make_seller("HTX minh họa Đak Đoa"))
    number = make_order((goods.variant_id, 1), (other.variant_id, 1))
    visitor.get(link(number))
    page = visitor.post(f"/don-hang/{number}-2/huy")
    assert page.marks["data-status"] == "placed"
    assert 'data-status="cancelled"' in page
    visitor.get(f"/don-hang/{number}-3/huy", 404)


def test_the_browser_keeps_the_last_ten_orders(visitor: Visitor, goods: Goods) -> None:
    made = [make_order((goods.variant_id, 1)) for _ in range(3)]
    for number in made:
        visitor.get(link(number))
    for number in made:
        visitor.get(f"/don-hang/{number}")
    assert visitor.http.get_cookie("don", path="/don-hang").value.count("~") == 2


def test_a_broken_cookie_opens_nothing(visitor: Visitor, number: str) -> None:
    for value in ("x", f"{number}.abc", f"{number}~~.", "x" * 3500):
        visitor.http.set_cookie("don", value, path="/don-hang", domain="localhost")
        visitor.get(f"/don-hang/{number}", 404)


def test_the_page_speaks_english(visitor: Visitor, number: str) -> None:
    page = visitor.get(link(number) + "&lang=en")
    assert "Placed, waiting for the seller to pack it" in page


def test_the_secret_of_the_test_is_that_of_the_app(config: Config) -> None:
    assert replace(config).secret_key == SECRET


def test_the_receipt_names_the_seller_and_is_only_for_the_buyer(
    make_visitor: Callable[[], Visitor], number: str
) -> None:
    owner, stranger = make_visitor(), make_visitor()
    owner.get(link(number))
    page = owner.get(f"/don-hang/{number}/bien-nhan")
    assert "Biên nhận đơn" in page
    assert "Số đăng ký" in page
    assert "12 Hòa Bình" in page
    assert page.answer.headers["Cache-Control"] == "no-store"
    assert "Receipt of order" in owner.get(f"/don-hang/{number}/bien-nhan?lang=en")
    stranger.get(f"/don-hang/{number}/bien-nhan", 404)


def test_what_was_paid_at_the_door_is_not_to_be_paid_again(visitor: Visitor, goods: Goods) -> None:
    other = make_goods(10, name="Trà", price=120_000, seller=make_seller("Hộ Trà"))
    number = make_order((goods.variant_id, 1), (other.variant_id, 1))
    first, second = session.scalars(
        select(Order).where(Order.number.startswith(number)).order_by(Order.number)
    )
    still, all_of_it = format_dong(second.total), format_dong(first.total + second.total)
    assert f"Tổng phải trả khi nhận: {all_of_it}" in visitor.get(link(number))
    deliver(first.number)
    assert f"Tổng phải trả khi nhận: {still}" in visitor.get(link(number))
    deliver(second.number)
    assert "Tổng phải trả" not in visitor.get(link(number))
