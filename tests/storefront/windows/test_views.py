"""Buyers order a harvest ahead; sellers keep their windows. Through HTTP."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.db import session, transaction
from catalog.kernel.i18n import speaking
from catalog.products.models import Variant
from storefront.messages import labels
from storefront.messages.models import Message
from storefront.messages.rules import Kind
from storefront.orders.models import Order, OrderGroup
from storefront.quotas.rules import PromiseReason
from storefront.windows import service
from tests.factories.ahead import Ahead, fill_ahead, make_window
from tests.factories.storefront import (
    make_places,
    make_rate,
    make_seller,
    make_stock,
    order_key,
    place_basket,
    set_values,
)
from tests.storefront.checkout.test_views import hidden
from tests.visitor import Visitor

HERE = "/ban-hang/dat-truoc"


@pytest.fixture
def ahead(db: object) -> Ahead:
    make_places()
    make_rate()
    return make_window(10, most_per_buyer=4, note="Hái sáng sớm")


def day(after: int) -> date:
    return clock.today() + timedelta(days=after)


def sign_in(visitor: Visitor, ahead: Ahead) -> None:
    visitor.sign_in(
        "windows.keep", "orders.sell", "inventory.change", producer_ids=(ahead.seller_id,)
    )


def test_the_product_page_offers_the_window_beside_the_stock(
    visitor: Visitor, ahead: Ahead
) -> None:
    page = visitor.get(f"/san-pham/{ahead.slug}")
    assert "Tạm hết hàng" not in page
    assert "Hái sáng sớm" in page
    assert f"gửi từ {day(20):%d/%m/%Y} đến {day(30):%d/%m/%Y}" in page
    basket = visitor.post("/gio-hang/them", loai=str(ahead.variant_id), dot=str(ahead.quota_id))
    assert "Đặt trước" in basket
    english = visitor.get(f"/san-pham/{ahead.slug}?lang=en")
    assert "Pre-order" in english


def test_lists_say_what_can_be_ordered_ahead(visitor: Visitor, ahead: Ahead) -> None:
    assert f"gửi từ {day(20):%d/%m/%Y}" in visitor.get("/dat-truoc")
    slug = session.get_one(Variant, ahead.variant_id).product.producer
    assert "Đặt trước" in visitor.get(f"/chu-the/{slug.slug if slug else ''}")
    with transaction():
        service.call_off(ahead.seller, ahead.window_id, PromiseReason.PEST, None, clock.now())
    assert "Lúc này chưa có đợt nào nhận đặt." in visitor.get("/dat-truoc")


def test_the_checkout_shows_the_range_and_the_order_keeps_it(
    visitor: Visitor, ahead: Ahead
) -> None:
    visitor.http.set_cookie("gio", fill_ahead(ahead, 2), domain="localhost")
    given = {
        "province_code": "92",
        "commune_text": "Ninh Kiều",
        "phone": "0987654321",
        "buyer_name": "Mận",
        "street": "12",
    }
    page = visitor.post("/thanh-toan/phi", **given)
    assert f"Nhận hàng từ {day(22):%d/%m/%Y} đến {day(34):%d/%m/%Y}" in page
    placed = visitor.post("/thanh-toan", **given, **hidden(page))
    assert "Đặt trước: lô ghi ở đây khi có hàng" in placed
    assert session.scalars(select(Order.promised_to)).one() == day(34)


def test_nonsense_in_the_form_orders_nothing(visitor: Visitor, ahead: Ahead) -> None:
    for dot in ("999999", "1e3", "-1"):
        visitor.post("/gio-hang/them", 422, loai=str(ahead.variant_id), dot=dot)
    visitor.post(
        "/gio-hang/them",
        422,
        **{"loai": str(ahead.variant_id), "dot": str(ahead.quota_id), "so-luong": "5"},
    )


def test_a_seller_opens_a_window(visitor: Visitor, ahead: Ahead) -> None:
    sign_in(visitor, ahead)
    given = {
        "variant": str(ahead.variant_id),
        "capacity": "50",
        "most_per_buyer": "",
        "order_from": f"{day(11)}",
        "order_to": f"{day(15)}",
        "ready_from": f"{day(20)}",
        "ready_to": f"{day(25)}",
        "note": "",
    }
    assert "Vui lòng điền mục này." in visitor.post(f"{HERE}/moi", 422)
    for wrong in (
        {"capacity": "0"},
        {"most_per_buyer": "51"},
        {"order_to": f"{day(10)}"},
        {"ready_to": f"{day(19)}"},
        {"ready_from": f"{day(5)}"},
        {"variant": "999999"},
        {"order_from": f"{day(1)}"},
    ):
        visitor.post(f"{HERE}/moi", 422, **{**given, **wrong})
    page = visitor.post(f"{HERE}/moi", **given)
    assert "Đã mở đợt đặt trước." in page
    assert "Chưa đến ngày nhận đặt" in page
    assert "Đang nhận đặt" in visitor.get(HERE)
    assert "Taking orders" in visitor.get(f"{HERE}?lang=en")
    assert HERE in visitor.get("/ban-hang/kho").links


def test_a_seller_moves_resizes_and_calls_off(visitor: Visitor, ahead: Ahead) -> None:
    number = place_basket(fill_ahead(ahead, 3))
    sign_in(visitor, ahead)
    url = f"{HERE}/{ahead.window_id}"
    assert f"{number}-1" in visitor.get(url)
    assert "Đã có người đặt nhiều hơn số này." in visitor.post(f"{url}/so-luong", 422, capacity="2")
    assert "3 trên 5" in visitor.post(f"{url}/so-luong", capacity="5")
    moved = {"ready_from": f"{day(40)}", "ready_to": f"{day(45)}", "reason": "weather"}
    visitor.post(f"{url}/doi-ngay", 422, **{**moved, "reason": "nonsense"})
    visitor.post(f"{url}/doi-ngay", 422, **{**moved, "ready_to": f"{day(39)}"})
    assert "1 đơn được báo ngày mới." in visitor.post(f"{url}/doi-ngay", **moved, words="Mưa")
    assert "Mưa" in visitor.get(url)
    visitor.post(f"{url}/huy", 422)
    assert "1 đơn được báo và hoàn tiền." in visitor.post(f"{url}/huy", reason="storm")
    assert "Đã hủy" in visitor.get(url)
    visitor.post(f"{url}/huy", 409, reason="storm")


def test_a_seller_gives_out_the_harvest(visitor: Visitor, ahead: Ahead) -> None:
    number = place_basket(fill_ahead(ahead, 3))
    sign_in(visitor, ahead)
    url = f"{HERE}/{ahead.window_id}"
    assert f"Đến đơn {number}-1 thì kho không đủ hàng" in visitor.post(f"{url}/chia-hang")
    with transaction():
        make_stock(session.get_one(Variant, ahead.variant_id), 5)
    assert "Đã chia hàng cho 1 đơn" in visitor.post(f"{url}/chia-hang")
    assert "Không còn đơn nào chờ chia hàng." in visitor.post(f"{url}/chia-hang")


def test_windows_of_others_do_not_exist(visitor: Visitor, ahead: Ahead) -> None:
    visitor.sign_in("windows.keep", producer_ids=(make_seller("Hộ khác").id,))
    for path in ("", "/so-luong", "/doi-ngay", "/huy"):
        visitor.get(f"{HERE}/{ahead.window_id}{path}", 404)
    visitor.post(f"{HERE}/{ahead.window_id}/chia-hang", 404)
    assert "Chưa có đợt nào." in visitor.get(HERE)
    assert "Chưa có loại hàng nào" in visitor.get(f"{HERE}/moi")


def test_a_buyer_is_written_to_in_the_own_language(visitor: Visitor, ahead: Ahead) -> None:
    number = place_basket(fill_ahead(ahead, 1))
    group = session.scalars(select(OrderGroup.id)).one()
    set_values(OrderGroup, group, language="en")
    with transaction():
        days = day(40), day(45)
        service.delay(
            ahead.seller, ahead.window_id, days, PromiseReason.WEATHER, "Mưa", clock.now()
        )
    told = session.scalars(select(Message).where(Message.kind == "order_moved")).one()
    with visitor.app.test_request_context(), speaking(told.language):
        text = labels.text(Kind(told.kind), "Chợ Xã", {"address": "x", **told.values})
    assert f"order {number}-1 has new delivery days, now {day(42):%d/%m/%Y}" in text


def test_the_buyer_reads_why_on_the_order(visitor: Visitor, ahead: Ahead) -> None:
    number = place_basket(fill_ahead(ahead, 1))
    with transaction():
        days = day(40), day(45)
        service.delay(
            ahead.seller, ahead.window_id, days, PromiseReason.WEATHER, "Mưa dài", clock.now()
        )
    key = order_key(number, visitor.app.config["SECRET_KEY"])
    page = visitor.get(f"/don-hang/{number}?khoa={key}")
    assert "người bán đổi ngày giao. Lý do: Thời tiết" in page
    assert "Mưa dài" in page
    assert f"Nhận hàng từ {day(42):%d/%m/%Y} đến {day(49):%d/%m/%Y}" in page
    assert f"/don-hang/{number}-1/huy" in page.links
