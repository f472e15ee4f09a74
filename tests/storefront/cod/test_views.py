"""Visits: the operator's rules, the seller's parcel that came back, the buyer's code."""

import pytest
from sqlalchemy import func, select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.audit import AuditEntry
from catalog.kernel.db import session, transaction
from catalog.products.models import Product, Variant
from storefront.cod.rules import RuleKind, Scope
from storefront.messages.models import Message
from storefront.one_time_codes.models import OneTimeCode
from storefront.orders import service as orders
from storefront.orders.models import Order, OrderGroup
from storefront.orders.rules import OrderStatus, Party
from tests.factories import catalog as make
from tests.factories.storefront import (
    Goods,
    make_account_to_receive,
    make_goods,
    make_order,
    make_rate,
    set_values,
)
from tests.storefront.checkout.test_views import BUYER, hidden, place, quoted
from tests.storefront.cod.test_service import add as rule
from tests.storefront.one_time_codes.codes import another, last_code
from tests.visitor import Page, Visitor

URL = "/quan-tri/tra-khi-nhan"
DATED = {"valid_from": "2026-01-01", "source": "Quy chế 1/2026"}


@pytest.fixture
def goods(db: object) -> Goods:
    make_rate()
    return make_goods(20)


@pytest.fixture
def operator(visitor: Visitor) -> Visitor:
    visitor.sign_in("desk.see", "cod.see", "cod.change", "cod.lift")
    return visitor


@pytest.fixture
def shopper(visitor: Visitor, goods: Goods) -> Visitor:
    """Two units in the basket."""
    visitor.post("/gio-hang/them", loai=goods.variant_id, **{"so-luong": 2})
    return visitor


def add(operator: Visitor, kind: str, **values: object) -> Page:
    return operator.post(f"{URL}/them/{kind}", **{**DATED, "applies_to": "all", **values})


def count_orders() -> int:
    return session.scalar(select(func.count(OrderGroup.id))) or 0


def test_rules_are_added_read_and_closed(operator: Visitor, db: object) -> None:
    assert "đơn nào cũng trả khi nhận được" in operator.get(URL)
    assert "Trên 5.000.000\u00a0₫ không trả khi nhận." in add(operator, "tran", amount="5.000.000")
    page = add(operator, "xac-nhan", amount="500.000", only_first="y")
    assert "Từ 500.000\u00a0₫, số chưa nhận kiện nào phải nhập mã." in page
    page = add(operator, "tam-dung", refusals="3", within_days="60", pause_days="60")
    assert "3 kiện bị từ chối trong 60 ngày thì dừng 60 ngày." in page
    assert "Ghi một số từ 1" in operator.post(
        f"{URL}/them/tam-dung", 422, **DATED, refusals="0", within_days="60", pause_days="60"
    )
    close = next(link for link in operator.get(URL).links if link.endswith("/dong"))
    assert "Ngày cuối không thể" in operator.post(close, 422, last_day="2025-01-01")
    assert "Đã đóng quy tắc." in operator.post(close, last_day="2026-02-01")
    operator.get(f"{URL}/them/khac", 404)


def test_a_buyer_confirms_the_number_with_a_code(shopper: Visitor) -> None:
    rule(RuleKind.CONFIRM, only_first=True)
    page = place(shopper, quoted(shopper), 422)
    assert "Hãy nhập mã vừa gửi" in page
    assert "•••\u00a0321" in page
    assert count_orders() == 0
    page = place(shopper, page, 422, code=another(last_code()))
    assert "Còn nhập được 4 lần." in page
    code = last_code()
    form = {**BUYER, **hidden(page), "code": code}
    first = shopper.post("/thanh-toan", **form)
    assert first.page == "order"
    assert count_orders() == 1
    assert shopper.post("/thanh-toan", **form).page == "order"  # a second tap
    assert count_orders() == 1
    sentence = session.scalars(
        select(AuditEntry.sentence).where(AuditEntry.action == "cod.confirm")
    ).one()
    assert "đã xác nhận bằng mã" in sentence


def test_another_code_is_sent_on_request_but_not_at_once(shopper: Visitor) -> None:
    rule(RuleKind.CONFIRM)
    page = place(shopper, quoted(shopper), 422)
    page = shopper.post("/thanh-toan/ma", 422, **{**BUYER, **hidden(page)})
    assert "Mã vừa gửi" in page
    assert session.scalar(select(func.count(OneTimeCode.id))) == 1
    assert session.scalar(select(func.count(Message.id))) == 1


def test_above_the_cap_only_other_ways_are_offered(shopper: Visitor) -> None:
    rule(RuleKind.CAP, amount=100_000)
    page = shopper.get("/thanh-toan")
    assert "Đơn trên 100.000\u00a0₫ không trả khi nhận được." in page
    assert "chưa có cách trả trước nào" in page
    assert 'value="cod"' not in page
    make_account_to_receive()
    page = quoted(shopper)
    assert "chưa có cách trả trước nào" not in page
    assert place(shopper, page, method="vietqr").page == "order"
    assert session.scalars(select(OrderGroup.payment_method)).one() == "vietqr"


def test_who_asks_for_cash_all_the_same_is_refused(shopper: Visitor) -> None:
    make_account_to_receive()
    page = quoted(shopper)
    rule(RuleKind.CAP, amount=100_000)
    page = place(shopper, page, 422, method="cod")
    assert "không trả khi nhận được" in page
    assert count_orders() == 0


def test_a_cap_on_one_product_set_leaves_others_alone(shopper: Visitor, goods: Goods) -> None:
    make.load_rubrics()
    number = make.find_set(13).id
    rule(RuleKind.CAP, amount=0, scope=Scope.PRODUCT_SET, scope_value=str(number))
    assert "Có món trong giỏ" not in shopper.get("/thanh-toan")
    set_values(Product, goods.product_id, product_set_id=number)
    assert "Có món trong giỏ không bán theo cách trả khi nhận." in shopper.get("/thanh-toan")


def test_fresh_goods_may_have_a_cap_of_their_own(shopper: Visitor, goods: Goods) -> None:
    rule(RuleKind.CAP, amount=50_000, scope=Scope.GOODS_CLASS, scope_value="fresh")
    assert "không trả khi nhận được" not in shopper.get("/thanh-toan")
    set_values(Variant, goods.variant_id, goods_class="fresh")
    assert "Đơn trên 50.000\u00a0₫ không trả khi nhận được." in shopper.get("/thanh-toan")


def send_off(goods: Goods) -> str:
    number = f"{make_order((goods.variant_id, 1))}-1"
    for step in (OrderStatus.PACKED, OrderStatus.HANDED_OVER):
        with transaction():
            order = session.scalars(select(Order).where(Order.number == number)).one()
            orders.change(order, step, Party.SELLER, Actor(id=7, name="Chị Hoa"), clock.now())
    return number


def test_a_seller_writes_down_that_a_parcel_came_back(visitor: Visitor, goods: Goods) -> None:
    number = send_off(goods)
    visitor.sign_in("seller.see", "orders.sell", "orders.pack", producer_ids=(goods.seller_id,))
    assert "kiện quay về" in visitor.get(f"/ban-hang/don-hang/{number}")
    back = f"/ban-hang/don-hang/{number}/hang-quay-ve"
    visitor.get(back)
    assert "Hãy chọn một lý do." in visitor.post(back, 422, goods="con-tot")
    page = visitor.post(back, reason="buyer_refused", goods="con-tot", text="Chê hàng đắt")
    assert "Đã ghi: kiện của đơn" in page
    assert "Người nhận từ chối nhận" in page
    assert "Chỉ đơn đang trên đường" in visitor.get(back)
    assert "Không chuyển được đơn" in visitor.post(back, reason="buyer_refused", goods="con-tot")
    visitor.sign_in("seller.see", "orders.sell", "orders.pack", producer_ids=(0,))
    visitor.get(back, 404)


def test_a_paused_number_is_told_and_let_in_again(operator: Visitor, goods: Goods) -> None:
    add(operator, "tam-dung", refusals="1", within_days="60", pause_days="60")
    number = send_off(goods)
    operator.sign_in("seller.see", "orders.pack", "orders.sell", producer_ids=(goods.seller_id,))
    operator.post(
        f"/ban-hang/don-hang/{number}/hang-quay-ve", reason="buyer_refused", goods="con-tot"
    )
    operator.post("/gio-hang/them", loai=goods.variant_id, **{"so-luong": 1})
    assert "chưa trả khi nhận được cho đến ngày" in quoted(operator)
    operator.sign_in("desk.see", "cod.see", "cod.lift")
    assert "0987\u00a0654\u00a0321" in operator.get(URL)
    lift = f"{URL}/mo-lai/+84987654321"
    assert "1 kiện bị từ chối" in operator.get(lift)
    assert "Vui lòng điền mục này." in operator.post(lift, 422, reason="")
    assert "Bên giao ghi nhầm" in operator.post(lift, reason="Bên giao ghi nhầm")
    operator.get(lift, 404)
    operator.get(f"{URL}/mo-lai/abc", 404)
    assert "chưa trả khi nhận được" not in quoted(operator)
