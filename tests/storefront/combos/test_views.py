"""Combos through HTTP: shown, put into a basket, ordered."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.db import session, transaction
from storefront.closures import service as closures
from storefront.combos import service
from storefront.combos.models import Combo, ComboPart
from storefront.orders.models import Order
from storefront.orders.rules import OrderStatus
from tests.factories.combos import Made, buy_combo, gather, make_combo
from tests.factories.restrictions import make_restricted
from tests.factories.storefront import (
    make_account_to_receive,
    make_rate,
    make_seller,
    make_stock,
    set_values,
)
from tests.factories.trade import bring
from tests.storefront.checkout.test_gifts import FORM as TO_TWO
from tests.storefront.checkout.test_views import hidden
from tests.visitor import Visitor

FORM = {
    "phone": "0987 654 321",
    "buyer_name": "Trần Thị Mận",
    "province_code": "92",
    "commune_text": "ninh kieu",
    "street": "12 Hòa Bình",
}


@pytest.fixture
def made(db: object) -> Made:
    make_rate()
    return make_combo()


def test_buyers_see_stars_households_and_what_it_costs_alone(visitor: Visitor, made: Made) -> None:
    assert made.slug in visitor.get("/hop-qua")
    page = visitor.get(f"/hop-qua/{made.slug}")
    assert page.page == "combo"
    assert page.html.count("data-stars=") == 2
    assert "cả hộp rẻ hơn 60.000\u00a0₫" in page
    assert "Góp chút quà." in page
    assert "Hộ Trà 1" in page
    assert f"/hop-qua/{made.slug}" in visitor.raw("/sitemap.xml").text
    assert f"/hop-qua/{made.slug}" in visitor.get(f"/san-pham/{slug_of(made)}")
    english = visitor.get(f"/hop-qua/{made.slug}?lang=en")
    assert "In the box" in english


def slug_of(made: Made) -> str:
    part = session.scalars(select(ComboPart).where(ComboPart.combo_id == made.combo_id)).first()
    assert part
    return part.variant.product.slug


@pytest.mark.parametrize("slug", ["khong-co", "a" * 300, "%00"])
def test_what_is_no_combo_is_not_found(visitor: Visitor, made: Made, slug: str) -> None:
    visitor.get(f"/hop-qua/{slug}", status=404)


def test_a_combo_with_wine_asks_the_age_first(visitor: Visitor, made: Made) -> None:
    make_restricted(made.goods[1].variant_id, 15, ("min_age", 18))
    gate = visitor.get(f"/hop-qua/{made.slug}")
    assert gate.page == "age-gate"
    assert "Góp chút quà." not in gate
    visitor.post(f"/hop-qua/{made.slug}/tuoi")
    page = visitor.get(f"/hop-qua/{made.slug}")
    assert page.page == "combo"
    assert "Chỉ bán cho người từ 18 tuổi." in page


def test_from_the_page_to_the_order(visitor: Visitor, made: Made) -> None:
    basket = visitor.post("/gio-hang/them-hop-qua", hop=str(made.combo_id), **{"so-luong": "2"})
    assert "Quà Tết vùng cao" in basket
    assert basket.html.count('data-combo="qua-tet-vung-cao"') == 1
    assert "500.000\u00a0₫" in basket
    quoted = visitor.post("/thanh-toan/phi", **FORM)
    assert quoted.html.count('class="sum"') == 1
    assert "2 × Quà Tết vùng cao" in quoted
    told = visitor.post("/thanh-toan/truoc-khi-dat", **FORM)
    assert "Trong hộp quà Quà Tết vùng cao × 2" in told
    placed = visitor.post("/thanh-toan", **FORM, **hidden(quoted))
    assert placed.page == "order"
    assert "Hộp quà Quà Tết vùng cao × 2, cả hộp 500.000\u00a0₫." in placed
    assert "Phần của nhà này trong hộp quà" in placed
    assert "Bớt món" not in placed
    assert "Hủy cả hộp quà" in placed
    total = sum(session.scalars(select(Order.total)))
    assert placed.html.count(f'data-at-the-door="{total}"') == 1
    assert "không trả riêng" in placed
    number = session.scalars(select(Order.number).order_by(Order.number)).first() or ""
    receipt = visitor.get(f"/don-hang/{number.partition('-')[0]}/bien-nhan")
    assert "Hộp quà Quà Tết vùng cao × 2" in receipt
    assert f'data-at-the-door="{total}"' in receipt.html
    cancel = visitor.get(f"/don-hang/{number}/huy")
    assert "Hủy phần này là hủy cả hộp" in cancel
    visitor.get(f"/don-hang/{number}/bot-mon")
    visitor.post(f"/don-hang/{number}/huy")
    assert set(session.scalars(select(Order.status))) == {"cancelled"}


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"hop": "0"},
        {"hop": "999999"},
        {"hop": "-1"},
        {"hop": "1e3"},
        {"hop": "١"},
        {"hop": "{id}", "so-luong": "0"},
        {"hop": "{id}", "so-luong": "-5"},
        {"hop": "{id}", "so-luong": "6"},
        {"hop": "{id}", "so-luong": "99999999999"},
    ],
)
def test_nonsense_is_refused_in_words(visitor: Visitor, made: Made, sent: dict[str, str]) -> None:
    given = {name: value.format(id=made.combo_id) for name, value in sent.items()}
    page = visitor.post("/gio-hang/them-hop-qua", status=422, **given)
    assert page.page == "basket"


def test_the_basket_changes_and_empties_combos(visitor: Visitor, made: Made) -> None:
    visitor.post("/gio-hang/them-hop-qua", hop=str(made.combo_id))
    changed = visitor.post(f"/gio-hang/hop-qua/{made.combo_id}/doi", **{"so-luong": "3"})
    assert 'value="3"' in changed
    refused = visitor.post(
        f"/gio-hang/hop-qua/{made.combo_id}/doi", status=422, **{"so-luong": "6"}
    )
    assert "Chỉ còn 5." in refused
    assert "Giỏ còn trống." in visitor.post(f"/gio-hang/hop-qua/{made.combo_id}/bo")
    visitor.post(f"/gio-hang/hop-qua/{made.combo_id}/doi", status=422, **{"so-luong": "1"})


def test_a_stranger_says_nothing_of_the_goods(visitor: Visitor, made: Made) -> None:
    number = buy_combo(made)
    visitor.sign_in("orders.sell", "orders.pack", producer_ids=(make_seller("Lạ").id,))
    visitor.post(f"/ban-hang/don-hang/{number}-2/den-nguoi-goi", status=404)


def test_the_parcels_page_shows_every_batch(visitor: Visitor, made: Made) -> None:
    number = buy_combo(made)
    gather(number)
    bring(f"{number}-1", OrderStatus.PACKED)
    order = session.scalars(select(Order).where(Order.number == f"{number}-1")).one()
    assert order.parcel
    page = visitor.get(f"/kien/{order.parcel.code}")
    assert all(one.code in page for one in made.goods)


def test_a_combo_out_of_stock_or_out_of_season_says_so(visitor: Visitor, made: Made) -> None:
    buy_combo(made, 5)
    assert "Tạm hết hàng" in visitor.get(f"/hop-qua/{made.slug}")
    make_stock(session.get_one(Combo, made.combo_id).parts[0].variant, 20)
    assert "chỉ còn 5" in visitor.get(f"/hop-qua/{made.slug}")
    set_values(Combo, made.combo_id, sells_to=clock.today() + timedelta(days=1))
    visitor.get(f"/hop-qua/{made.slug}")
    set_values(Combo, made.combo_id, sells_to=clock.today())
    visitor.get(f"/hop-qua/{made.slug}")
    set_values(Combo, made.combo_id, sells_from=clock.today() - timedelta(days=9))
    set_values(Combo, made.combo_id, sells_to=clock.today() - timedelta(days=1))
    visitor.get(f"/hop-qua/{made.slug}", status=404)
    with transaction():
        service.withdraw(made.packer, made.combo_id)


def test_a_household_on_holiday_takes_the_combo_off_sale(visitor: Visitor, made: Made) -> None:
    visitor.post("/gio-hang/them-hop-qua", hop=str(made.combo_id))
    with transaction():
        closures.close(made.other, clock.today(), None, "Đám cưới con gái", clock.now())
    page = visitor.get(f"/hop-qua/{made.slug}")
    assert "Đám cưới con gái" in page
    assert "Thêm vào giỏ" not in page
    assert "Cửa hàng đang nghỉ" in visitor.get("/gio-hang")
    refused = visitor.post("/gio-hang/them-hop-qua", status=422, hop=str(made.combo_id))
    assert "Cửa hàng đang nghỉ" in refused


def test_one_basket_sends_combos_to_two_families(visitor: Visitor, made: Made) -> None:
    make_account_to_receive()
    make_rate("same_province", base_fee=15_000)
    visitor.post("/gio-hang/them-hop-qua", hop=str(made.combo_id), **{"so-luong": "2"})
    field = f"r1-so--{made.combo_id}"
    given = {**TO_TWO, field: "1", "key": hidden(visitor.get("/thanh-toan"))["key"]}
    page = visitor.post("/thanh-toan/phi", **given)
    assert f'name="{field}"' in page
    assert page.html.count("1 × Quà Tết vùng cao") == 2
    refused = visitor.post("/thanh-toan/phi", status=422, **{**given, field: "3"})
    assert "Chia cho mọi người nhiều hơn số có trong giỏ." in refused
    visitor.post("/thanh-toan", **given, seal=hidden(page)["seal"])
    to = [one.goes_to.name for one in session.scalars(select(Order).order_by(Order.number))]
    assert to == ["Trần Thị Mận", "Trần Thị Mận", "Mẹ Tư", "Mẹ Tư"]
