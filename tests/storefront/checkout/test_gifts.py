"""One basket for several people: own parcels, own addresses, one payment, nothing mixed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from catalog.products.models import Variant
from storefront.basket import queries as baskets
from storefront.books import queries as books
from storefront.checkout import gifts
from storefront.checkout.errors import CannotBePlaced, HiddenPriceNotPaid, MoreThanInBasket
from storefront.checkout.gifts import Addressee
from storefront.checkout.queries import Deal, quote
from storefront.checkout.rules import Quote
from storefront.checkout.service import Wish, place
from storefront.inventory import queries as inventory
from storefront.orders.models import Order, OrderGroup, OrderLine, Recipient
from storefront.payments.models import Payment, PaymentShare
from storefront.placing.rules import NewRecipient
from storefront.shipping.rules import Place
from tests.factories.promotions import make_promotion
from tests.factories.storefront import (
    BUYER,
    TODAY,
    Goods,
    fill_basket,
    make_account_to_receive,
    make_goods,
    make_rate,
    make_seller,
    make_stock,
)
from tests.storefront.checkout.test_views import hidden
from tests.visitor import Page, Visitor

MOTHER = NewRecipient(
    position=1,
    name="Mẹ Tư",
    phone="+84911111111",
    street="Ấp 3",
    commune_code="23677",
    commune_name="Xã Đak Đoa",
    province_code="64",
    province_name="Gia Lai",
    places_as_of=TODAY,
    former_place=None,
    message="Chúc mẹ khỏe",
    hides_price=False,
    wanted_on=None,
)


@pytest.fixture
def goods(db: object) -> Goods:
    make_rate()
    make_rate("same_province", base_fee=10_000)
    make_account_to_receive()
    return make_goods(10)


def look(token: str, to: Sequence[Addressee], *codes: str) -> Quote:
    view = baskets.get_view(baskets.find_basket_id(token), clock.today())
    end = Place(BUYER.province_code, BUYER.commune_code)
    deal = Deal(codes, BUYER.phone)
    return quote(view, end, "Cần Thơ", clock.today(), None, deal, to)


def buy(token: str, to: Sequence[Addressee], *codes: str, method: str = "vietqr") -> str:
    wish = Wish(
        token,
        "mau-1",
        look(token, to, *codes).seal,
        BUYER,
        method,
        vouchers=codes,
        addressees=to,
    )
    with transaction():
        return place(Actor(), wish, clock.today(), clock.now())


def orders() -> list[Order]:
    return list(session.scalars(select(Order).order_by(Order.number)))


def test_each_recipient_gets_an_order_of_each_seller_and_one_payment(goods: Goods) -> None:
    other = make_goods(5, seller=make_seller("HTX minh họa Đak Đoa"))
    token = fill_basket((goods.variant_id, 3), (other.variant_id, 1))
    number = buy(token, [Addressee(MOTHER, {goods.variant_id: 2})])
    found = orders()
    assert [(one.number[-2:], one.producer_id, one.goes_to.name) for one in found] == [
        ("-1", goods.seller_id, "Trần Thị Mận"),
        ("-2", other.seller_id, "Trần Thị Mận"),
        ("-3", goods.seller_id, "Mẹ Tư"),
    ]
    assert [sum(line.quantity for line in one.lines) for one in found] == [1, 1, 2]
    assert [one.shipping_fee for one in found] == [30_000, 30_000, 15_000]
    payment = session.scalars(select(Payment)).one()
    assert (payment.reference, payment.amount) == (number, sum(one.total for one in found))
    assert len(session.scalars(select(PaymentShare)).all()) == 3
    mother = session.scalars(select(Recipient)).one()
    assert (mother.street, mother.message, mother.position) == ("Ấp 3", "Chúc mẹ khỏe", 1)
    assert not inventory.list_drift()
    assert books.verify().discrepancies == []


def test_batches_are_shared_out_over_the_parcels(goods: Goods) -> None:
    variant = goods.variant_id
    later = clock.today() + timedelta(days=500)
    late = make_stock(session.get_one(Variant, variant), 5, best_before=later).id
    token = fill_basket((variant, 12))
    buy(token, [Addressee(MOTHER, {variant: 5})])
    lines = session.execute(
        select(OrderLine.order_id, OrderLine.stock_item_id, OrderLine.quantity).order_by(
            OrderLine.id
        )
    ).all()
    assert [(one.stock_item_id == late, one.quantity) for one in lines] == [
        (False, 7),
        (False, 3),
        (True, 2),
    ]


def test_everything_may_go_to_others(goods: Goods) -> None:
    token = fill_basket((goods.variant_id, 3))
    father = replace(MOTHER, position=2, name="Ba Tư", phone="+84922222222")
    to = [
        Addressee(MOTHER, {goods.variant_id: 2}),
        Addressee(father, {goods.variant_id: 1}),
    ]
    buy(token, to)
    assert [one.goes_to.name for one in orders()] == ["Mẹ Tư", "Ba Tư"]


def test_a_voucher_is_spread_over_all_parcels(goods: Goods) -> None:
    make_promotion("CHAO", amount=30_001, platform_bp=5_000)
    token = fill_basket((goods.variant_id, 3))
    buy(token, [Addressee(MOTHER, {goods.variant_id: 2})], "CHAO")
    assert [(one.discount, one.platform_discount) for one in orders()] == [
        (10_000, 5_000),
        (20_001, 10_001),
    ]
    assert books.verify().discrepancies == []


def test_the_place_the_purchase_goes_to_may_be_somebody_elses(goods: Goods) -> None:
    friend = replace(
        MOTHER, position=0, commune_code=BUYER.commune_code, province_code=BUYER.province_code
    )
    buy(fill_basket((goods.variant_id, 1)), [Addressee(friend)])
    to = orders()[0].goes_to
    assert (to.name, to.is_buyer, to.message) == ("Mẹ Tư", False, "Chúc mẹ khỏe")
    assert session.scalars(select(OrderGroup.buyer_name)).one() == "Trần Thị Mận"


@pytest.mark.parametrize("units", [{1: 99}, {10**6: 1}])
def test_more_than_the_basket_holds_cannot_be_shared_out(
    goods: Goods, units: dict[int, int]
) -> None:
    wanted = {goods.variant_id if one == 1 else one: many for one, many in units.items()}
    token = fill_basket((goods.variant_id, 3))
    with pytest.raises(MoreThanInBasket):
        look(token, [Addressee(MOTHER, wanted)])
    assert not orders()


def test_hidden_prices_are_paid_beforehand(goods: Goods) -> None:
    token = fill_basket((goods.variant_id, 3))
    to = [Addressee(replace(MOTHER, hides_price=True), {goods.variant_id: 2})]
    with pytest.raises(HiddenPriceNotPaid):
        buy(token, to, method="cod")
    assert not session.scalars(select(OrderGroup)).all()
    assert buy(token, to)


def test_a_wanted_day_within_the_promise(goods: Goods) -> None:
    token, today = fill_basket((goods.variant_id, 3)), clock.today()

    def to(day: date) -> list[Addressee]:
        return [Addressee(replace(MOTHER, wanted_on=day), {goods.variant_id: 2})]

    early = look(token, to(today))
    assert not early.can_be_placed
    days = gifts.days_possible(early.of(1))
    assert days
    with pytest.raises(CannotBePlaced):
        buy(token, to(today))
    buy(token, to(days[1]))
    order = orders()[1]
    assert (order.promised_from, order.promised_to) == (days[1], days[1])
    assert order.goes_to.wanted_on == days[1]


FORM = {
    "phone": "0987 654 321",
    "buyer_name": "Trần Thị Mận",
    "province_code": "92",
    "commune_text": "ninh kieu",
    "street": "12 Hòa Bình",
    "method": "vietqr",
    "so-nguoi": "1",
    "r1-name": "Mẹ Tư",
    "r1-phone": "0911 111 111",
    "r1-province_code": "64",
    "r1-commune_text": "dak doa",
    "r1-street": "Ấp 3",
    "r1-message": "Chúc mẹ khỏe",
}


@pytest.fixture
def shopper(visitor: Visitor, goods: Goods) -> Visitor:
    visitor.post("/gio-hang/them", loai=goods.variant_id, **{"so-luong": 3})
    return visitor


def start(shopper: Visitor, goods: Goods, **changes: Any) -> dict[str, Any]:
    given = {**FORM, f"r1-so-{goods.variant_id}": "2", **changes}
    return {**given, "key": hidden(shopper.get("/thanh-toan"))["key"]}


def sealed(page: Page, given: dict[str, Any]) -> dict[str, Any]:
    return {**given, "seal": hidden(page)["seal"]}


def test_a_button_adds_a_recipient_and_another_takes_one_out(shopper: Visitor) -> None:
    first = shopper.get("/thanh-toan")
    assert "Gửi một phần cho người khác" in first
    given = {key: value for key, value in FORM.items() if not key.startswith(("r1-", "so-"))}
    one = shopper.post("/thanh-toan/phi", **given, **{"so-nguoi": "0", "them-nguoi": "1"})
    assert "Người nhận thứ 2" in one
    two = {**FORM, "so-nguoi": "2", "r2-name": "Ba Tư"}
    page = shopper.post("/thanh-toan/phi", **two, **{"bo-nguoi": "1"})
    assert "Người nhận thứ 3" not in page
    assert 'value="Ba Tư"' in page.html
    assert "Mẹ Tư" not in page


def test_each_fee_stands_there_before_the_last_tap_and_the_pages_keep_people_apart(
    shopper: Visitor, goods: Goods
) -> None:
    given = start(shopper, goods)
    page = shopper.post("/thanh-toan/phi", **given)
    assert "→ Mẹ Tư" in page
    for fee in ("30.000", "15.000"):
        assert fee in page
    placed = shopper.post("/thanh-toan", **sealed(page, given))
    assert placed.page == "order"
    assert "Chúc mẹ khỏe" in placed
    number = session.scalars(select(OrderGroup.number)).one()
    shopper.sign_in("orders.sell", "orders.pack", "seller.see", producer_ids=(goods.seller_id,))
    seller = shopper.get(f"/ban-hang/don-hang/{number}-2")
    assert "Gọi người nhận" in seller
    assert "12 Hòa Bình" not in seller
    paper = shopper.get(f"/ban-hang/don-hang/{number}-2/phieu-goi")
    assert "Chúc mẹ khỏe" in paper
    assert "95.000" not in paper
    assert "Trần Thị Mận" not in paper
    assert "Mẹ Tư" not in shopper.get(f"/ban-hang/don-hang/{number}-1/phieu-goi")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"r1-name": ""}, "Vui lòng điền mục này."),
        ({"r1-phone": "12"}, "Số điện thoại chưa đúng"),
        ({"r1-street": ""}, "Vui lòng điền mục này."),
        ({"r1-commune_text": "không có nơi này"}, "Không có xã, phường tên này"),
        ({"r1-message": "x" * 301}, "Dài quá"),
        ({"r1-wanted_on": "2020-01-01"}, "Chọn ngày từ"),
        ({"r1-hides_price": "y", "method": "cod"}, "Giấu giá thì không thu tiền"),
        ({"UNITS": "0"}, "Chọn ít nhất một món"),
        ({"UNITS": "-1"}, "Chọn ít nhất một món"),
        ({"UNITS": "4"}, "nhiều hơn số có trong giỏ"),
        ({"UNITS": "999999"}, "nhiều hơn số có trong giỏ"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_placed(
    shopper: Visitor, goods: Goods, changes: dict[str, Any], said: str
) -> None:
    given = start(shopper, goods)
    seal = sealed(shopper.post("/thanh-toan/phi", **given), given)["seal"]
    changed = {
        (f"r1-so-{goods.variant_id}" if key == "UNITS" else key): value
        for key, value in changes.items()
    }
    page = shopper.post("/thanh-toan", 422, **{**given, **changed, "seal": seal})
    assert said in page
    assert not session.scalars(select(OrderGroup)).all()


def test_a_gift_to_somebody_at_the_place_given(shopper: Visitor, goods: Goods) -> None:
    given = {key: value for key, value in start(shopper, goods).items() if "r1-" not in key}
    given |= {"so-nguoi": "0", "gift_name": "Cô Ba", "gift_phone": "0933333333"}
    page = shopper.post("/thanh-toan/phi", **given)
    placed = shopper.post("/thanh-toan", **sealed(page, given))
    assert "Cô Ba" in placed
    row = session.scalars(select(Recipient)).one()
    assert (row.position, row.name, row.phone) == (0, "Cô Ba", "+84933333333")
