"""Booking a visit and letting the guests in, through HTTP."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.db import session
from storefront.orders.models import Order, OrderGroup
from storefront.quotas.models import Quota
from storefront.visits.models import Ticket, Visit
from tests.factories.ahead import Tour, book, make_tour
from tests.factories.storefront import make_places, make_seller, order_key, place_basket, set_values
from tests.storefront.checkout.test_views import hidden
from tests.visitor import Visitor

HERE = "/ban-hang/tham-quan"


@pytest.fixture
def tour(db: object) -> Tour:
    make_places()
    return make_tour(10)


def sign_in(visitor: Visitor, tour: Tour) -> None:
    allowed = ("visits.keep", "orders.sell", "inventory.change")
    visitor.sign_in(*allowed, producer_ids=(tour.seller_id,))


def placed(tour: Tour, adults: int = 2, children: int = 1) -> tuple[str, str]:
    """A booking: its number and the code of its ticket."""
    number = place_basket(book(tour, adults, children))
    return number, session.scalars(select(Ticket.code)).one()


def test_seats_are_offered_on_the_product_and_in_the_list(visitor: Visitor, tour: Tour) -> None:
    page = visitor.get(f"/san-pham/{tour.slug}")
    assert "Buổi tham quan" in page
    assert "còn 10 chỗ" in page
    basket = visitor.post("/gio-hang/them", loai=str(tour.adult_id), dot=str(tour.quota_id))
    assert "Tham quan" in basket
    assert "350.000" in visitor.get("/tham-quan")
    english = visitor.get("/tham-quan?lang=en")
    assert "10 seats left" in english
    assert "Tiếng Việt" in english  # the languages of the site, not of the guides, at its foot


def test_a_basket_of_visits_asks_for_no_address(visitor: Visitor, tour: Tour) -> None:
    visitor.http.set_cookie("gio", book(tour, 2, 1), domain="localhost")
    assert 'name="street"' not in visitor.get("/thanh-toan").html
    page = visitor.post("/thanh-toan/phi", phone="0987654321", buyer_name="Mận")
    assert 'name="province_code"' not in page.html
    assert "Bến xuồng Phong Điền" in page
    assert "Phí giao hàng" not in page
    done = visitor.post("/thanh-toan", phone="0987654321", buyer_name="Mận", **hidden(page))
    assert "Đã giữ chỗ" in done
    assert "Phí giao hàng" not in done
    group = session.scalars(select(OrderGroup)).one()
    assert (group.street, group.commune_code) == ("Tại nơi hẹn", "23644")


def test_the_ticket_opens_from_the_order_and_says_nothing_of_the_guest(
    visitor: Visitor, tour: Tour
) -> None:
    number, code = placed(tour)
    key = order_key(number, visitor.app.config["SECRET_KEY"])
    page = visitor.get(f"/don-hang/{number}?khoa={key}")
    assert f"/don-hang/{number}-1/ve" in page.links
    visitor.raw(f"/don-hang/{number}-1/ve", 303)
    ticket = visitor.get(f"/ve/{code}")
    assert "2 người lớn, 1 trẻ em" in ticket
    assert "3 giờ" in ticket
    assert "Vé còn dùng được" in ticket
    assert "Mận" not in ticket.html
    assert "svg" in visitor.raw(f"/ve/{code}/ma.svg").text
    assert "2 adults, 1 children" in visitor.get(f"/ve/{code}?lang=en")
    visitor.get("/ve/V0000000000", 404)
    visitor.get("/ve/x", 404)


def test_a_stranger_does_not_get_to_the_ticket(visitor: Visitor, tour: Tour) -> None:
    number, _code = placed(tour)
    visitor.get(f"/don-hang/{number}-1/ve", 404)


def test_guests_are_let_in_by_their_code(visitor: Visitor, tour: Tour) -> None:
    number, code = placed(tour)
    sign_in(visitor, tour)
    url = f"{HERE}/{tour.visit_id}"
    assert "Mận" in visitor.get(url)
    assert "còn chờ 3 khách" in visitor.get(url)
    assert "Chưa đến ngày tham quan" in visitor.post(url, 422, code=code)
    assert "Không có vé nào mang mã này." in visitor.post(url, 422, code="abc")
    set_values(Quota, tour.quota_id, first_day=clock.today(), last_day=clock.today())
    assert f"Đã nhận khách của vé {code}." in visitor.post(url, code=f"https://cho.vn/ve/{code}")
    assert "Khách của vé này đã vào rồi." in visitor.post(url, 422, code=code)
    assert session.scalars(select(Order.status)).one() == "delivered"
    assert "Vé đã dùng." in visitor.get(f"/ve/{code}")
    assert "Mở sổ khách" not in visitor.get(f"/ban-hang/don-hang/{number}-1")


def test_a_guest_who_does_not_come(visitor: Visitor, tour: Tour) -> None:
    _number, code = placed(tour)
    sign_in(visitor, tour)
    url = f"{HERE}/{tour.visit_id}/vang/{code}"
    assert "Chưa đến ngày tham quan" in visitor.post(url)
    day, hour = clock.today(), timedelta(hours=1)
    set_values(Quota, tour.quota_id, first_day=day, last_day=day, starts_at=clock.now() + hour)
    page = visitor.post(url)
    assert "khách còn có thể đến" in page
    assert "vang/" not in page.html, "no button for what is refused"
    set_values(Quota, tour.quota_id, starts_at=clock.now() - hour)
    assert "không đến" in visitor.post(url)
    assert "Vé đã hủy." in visitor.get(f"/ve/{code}")


def test_a_seller_opens_a_visit(visitor: Visitor, tour: Tour) -> None:
    sign_in(visitor, tour)
    given = {
        "adult": f"{tour.product_id}-{tour.adult_id}",
        "child": f"{tour.product_id}-{tour.child_id}",
        "day": f"{clock.today() + timedelta(days=9)}",
        "time": "7:30",
        "minutes": "240",
        "seats": "12",
        "language": "en",
        "meeting_place": "Bến",
        "instructions": "Mũ",
        "closes_hours": "12",
        "cancel_hours": "24",
    }
    visitor.post(f"{HERE}/moi", 422)
    for wrong in (
        {"time": "sáng"},
        {"seats": "0"},
        {"day": f"{clock.today()}", "time": "0:00"},
        {"closes_hours": "700"},
        {"child": given["adult"]},
        {"adult": "9-9"},
        {"language": "xx"},
    ):
        visitor.post(f"{HERE}/moi", 422, **{**given, **wrong})
    assert "Đã mở buổi tham quan." in visitor.post(f"{HERE}/moi", **given)
    newest = session.scalars(select(Visit).order_by(Visit.id.desc())).first()
    assert newest
    assert newest.quota.starts_at.astimezone(clock.VIETNAM).hour == 7
    assert "Đã giữ 0 trên 12 chỗ" in visitor.get(HERE)


def test_a_seller_calls_a_visit_off(visitor: Visitor, tour: Tour) -> None:
    _number, code = placed(tour)
    sign_in(visitor, tour)
    url = f"{HERE}/{tour.visit_id}"
    visitor.get(f"{url}/huy")
    visitor.post(f"{url}/huy", 422)
    assert "1 đơn được báo và hoàn tiền." in visitor.post(f"{url}/huy", reason="weather")
    assert "Buổi này đã hủy" in visitor.get(url)
    visitor.post(f"{url}/huy", 409, reason="weather")
    assert "Vé đã hủy." in visitor.get(f"/ve/{code}")
    assert "Lúc này chưa có buổi nào nhận khách." in visitor.get("/tham-quan")


def test_visits_of_others_do_not_exist(visitor: Visitor, tour: Tour) -> None:
    visitor.sign_in("visits.keep", producer_ids=(make_seller("Hộ khác").id,))
    for path in ("", "/huy"):
        visitor.get(f"{HERE}/{tour.visit_id}{path}", 404)
    assert "Chưa có buổi nào." in visitor.get(HERE)
    assert "Chưa có sản phẩm nào bán theo lượt" in visitor.get(f"{HERE}/moi")
