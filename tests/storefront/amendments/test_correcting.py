"""Name, number, street and note are corrected until the goods are packed; the commune is not."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from catalog.kernel.actor import Actor
from catalog.kernel.audit import AuditEntry
from catalog.kernel.clock import now
from catalog.kernel.db import session, transaction
from storefront.amendments import correcting, rules
from storefront.amendments.errors import SharedPurchase, TooLateToAmend
from storefront.amendments.rules import Field
from storefront.cod import service as control
from storefront.cod.rules import RuleKind
from storefront.cod.service import NewRule
from storefront.orders.models import ContactChange, Order, OrderGroup
from storefront.orders.rules import OrderStatus, Party
from storefront.packing import returning
from tests.factories.storefront import (
    Goods,
    fill_basket,
    make_goods,
    make_order,
    make_rate,
    make_seller,
    order_key,
    place_basket,
)
from tests.factories.trade import bring
from tests.visitor import Visitor

pytestmark = pytest.mark.usefixtures("db")
SELLING = ("seller.see", "orders.sell", "orders.pack")
GIVEN = {"phone": "0911 222 333", "buyer_name": "Lê Văn Năm", "street": "14 Hòa Bình", "note": ""}


@pytest.fixture
def goods(db: object) -> Goods:
    return make_goods(10)


@pytest.fixture
def group(goods: Goods) -> str:
    return make_order((goods.variant_id, 2), note="Giao sau 17 giờ")


@pytest.fixture
def buyer(visitor: Visitor, group: str) -> Visitor:
    visitor.get(f"/don-hang/{group}?khoa={order_key(group, visitor.app.config['SECRET_KEY'])}")
    return visitor


def correct(number: str, by: Party = Party.BUYER, actor: Actor | None = None) -> list[Field]:
    with transaction():
        row = session.scalars(select(OrderGroup).where(OrderGroup.number == number)).one()
        given: dict[Field, str | None] = {Field.STREET: "14 Hòa Bình", Field.NAME: row.buyer_name}
        return correcting.correct(row, given, by, actor or Actor(), now())


@pytest.mark.parametrize(
    ("statuses", "parties"),
    [
        (["unpaid"], {Party.BUYER, Party.OPERATOR}),
        (["placed", "cancelled"], {Party.BUYER, Party.SELLER, Party.OPERATOR}),
        (["placed", "packed"], {Party.SELLER, Party.OPERATOR}),
        (["packed", "handed_over"], set()),
        (["delivered"], set()),
        (["cancelled", "refused"], set()),
        ([], set()),
    ],
)
def test_who_may_until_when(statuses: list[str], parties: set[Party]) -> None:
    assert {one for one in Party if rules.may_correct(statuses, one)} == parties


def test_what_changed_is_kept_with_who_did_it(group: str) -> None:
    assert correct(group) == [Field.STREET]
    assert correct(group) == []
    (row,) = session.scalars(select(ContactChange))
    assert (row.field, row.old, row.new, row.by) == (
        "street",
        "12 Hòa Bình",
        "14 Hòa Bình",
        "buyer",
    )
    assert session.scalars(select(Order.version)).one() == 2
    entry = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert entry
    assert (entry.action, entry.sentence) == (
        "amendments.correct",
        f"Đơn {group}: sửa số nhà, đường.",
    )


def test_a_packed_parcel_keeps_its_address(group: str) -> None:
    bring(f"{group}-1", OrderStatus.PACKED)
    with pytest.raises(TooLateToAmend):
        correct(group)
    assert session.scalars(select(OrderGroup.street)).one() == "12 Hòa Bình"


def test_who_packs_by_a_page_of_before_is_told(visitor: Visitor, goods: Goods, group: str) -> None:
    """The label with the old address may be on the parcel already."""
    visitor.sign_in(*SELLING, producer_ids=(goods.seller_id,))
    url = f"/ban-hang/don-hang/{group}-1"
    assert 'name="ban" value="1"' in visitor.get(url)
    correct(group)
    assert "vừa được người khác cập nhật" in visitor.post(f"{url}/goi-xong", ban="1")
    assert session.scalars(select(Order.status)).one() == "placed"
    assert 'name="ban" value="2"' in visitor.get("/ban-hang/don-hang")
    assert "gói xong đơn" in visitor.post(f"{url}/goi-xong", ban="2")


def test_a_seller_does_not_correct_for_other_sellers(goods: Goods) -> None:
    make_rate()
    other = make_goods(5)
    number = place_basket(fill_basket((goods.variant_id, 1), (other.variant_id, 1)))
    seller = Actor(id=7, producer_ids=frozenset({goods.seller_id}))
    with pytest.raises(SharedPurchase):
        correct(number, Party.SELLER, seller)
    bring(f"{number}-2", OrderStatus.CANCELLED, Party.BUYER)
    assert correct(number, Party.SELLER, seller) == [Field.STREET]


def test_a_buyer_corrects_and_reads_what_was(buyer: Visitor, group: str) -> None:
    url = f"/don-hang/{group}/sua-noi-nhan"
    assert url in buyer.get(f"/don-hang/{group}").links
    form = buyer.get(url)
    assert 'value="12 Hòa Bình"' in form
    assert "Nếu nhầm xã, hãy hủy đơn rồi đặt lại" in form
    page = buyer.post(url, **GIVEN)
    assert page.page == "order"
    for words in ("Lê Văn Năm", "14 Hòa Bình", "người mua sửa số nhà, đường. Trước: 12 Hòa Bình"):
        assert words in page
    assert "Lời nhắn: " not in page
    row = session.scalars(select(OrderGroup)).one()
    assert (row.phone, row.note, row.commune_name) == ("+84911222333", None, "Phường Ninh Kiều")


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("phone", "12", "field__error"),
        ("buyer_name", "", "Vui lòng điền mục này."),
        ("street", "x" * 201, "Dài quá"),
        ("note", "x" * 501, "Dài quá"),
    ],
)
def test_bad_input_is_refused_beside_its_field(
    buyer: Visitor, group: str, field: str, value: str, words: str
) -> None:
    page = buyer.post(f"/don-hang/{group}/sua-noi-nhan", 422, **{**GIVEN, field: value})
    assert words in page
    assert session.scalars(select(OrderGroup.street)).one() == "12 Hòa Bình"


def test_a_commune_sent_along_is_not_read(buyer: Visitor, group: str) -> None:
    buyer.post(f"/don-hang/{group}/sua-noi-nhan", **GIVEN, commune_code="23644", commune_name="X")
    assert session.scalars(select(OrderGroup.commune_code)).one() == "31117"


def test_too_late_says_whom_to_ask(buyer: Visitor, group: str) -> None:
    bring(f"{group}-1", OrderStatus.PACKED)
    assert "Hãy gọi người bán" in buyer.get(f"/don-hang/{group}/sua-noi-nhan")
    buyer.post(f"/don-hang/{group}/sua-noi-nhan", 409, **GIVEN)


def test_a_seller_corrects_what_the_buyer_asked_and_the_buyer_sees_it(
    visitor: Visitor, make_visitor: Callable[[], Visitor], goods: Goods, group: str
) -> None:
    visitor.sign_in(*SELLING, producer_ids=(goods.seller_id,))
    bring(f"{group}-1", OrderStatus.PACKED)
    page = visitor.post(f"/ban-hang/don-hang/{group}-1/sua-noi-nhan", **GIVEN)
    assert page.page == "seller-order"
    assert "người mua thấy đã sửa gì" in page
    reader = make_visitor()
    key = order_key(group, reader.app.config["SECRET_KEY"])
    assert "người bán sửa tên người nhận" in reader.get(f"/don-hang/{group}?khoa={key}")
    bring(f"{group}-1", OrderStatus.HANDED_OVER)
    assert "không sửa được nữa" in visitor.get(f"/ban-hang/don-hang/{group}-1/sua-noi-nhan")


def test_an_operator_corrects(visitor: Visitor, group: str) -> None:
    visitor.sign_in("desk.see", "orders.see", "orders.cancel")
    assert "Chỉ sửa khi người mua nhờ" in visitor.get(f"/quan-tri/don-hang/{group}-1/sua-noi-nhan")
    page = visitor.post(f"/quan-tri/don-hang/{group}-1/sua-noi-nhan", **GIVEN)
    assert "người vận hành sửa số điện thoại" in page


def test_strangers_find_nothing(make_visitor: Callable[[], Visitor], group: str) -> None:
    stranger = make_visitor()
    stranger.get(f"/don-hang/{group}/sua-noi-nhan", 404)
    stranger.post(f"/don-hang/{group}/sua-noi-nhan", 404, **GIVEN)
    stranger.sign_in(*SELLING, producer_ids=(make_seller("HTX khác").id,))
    stranger.post(f"/ban-hang/don-hang/{group}-1/sua-noi-nhan", 404, **GIVEN)
    stranger.sign_in("desk.see", "orders.see")
    stranger.get(f"/quan-tri/don-hang/{group}-1/sua-noi-nhan", 403)
    assert session.scalars(select(OrderGroup.street)).one() == "12 Hòa Bình"


def rule(kind: RuleKind, **values: int) -> None:
    with transaction():
        new = NewRule(kind, now().date(), "Quy chế thử", **values)
        control.add_rule(Actor(), new, now())


def test_a_buyers_new_number_is_held_to_what_cash_asks_of_it(buyer: Visitor, group: str) -> None:
    rule(RuleKind.CONFIRM, amount=1)
    page = buyer.post(f"/don-hang/{group}/sua-noi-nhan", 422, **GIVEN)
    assert "Số này cần mã xác nhận" in page
    assert session.scalars(select(OrderGroup.phone)).one() == "+84987654321"
    buyer.post(f"/don-hang/{group}/sua-noi-nhan", **{**GIVEN, "phone": "0987 654 321"})
    assert session.scalars(select(OrderGroup.street)).one() == "14 Hòa Bình"


def test_a_number_that_is_paused_gets_no_cash_by_a_correction(
    buyer: Visitor, goods: Goods, group: str
) -> None:
    refused = f"{make_order((goods.variant_id, 1), phone='+84911222333')}-1"
    for end in (OrderStatus.PACKED, OrderStatus.HANDED_OVER):
        bring(refused, end)
    with transaction():
        order = session.scalars(select(Order).where(Order.number == refused)).one()
        returning.bring_back(order, "buyer_refused", Actor(), now(), is_fit=True)
    rule(RuleKind.PAUSE, refusals=1, within_days=60, pause_days=60)
    rule(RuleKind.CAP, amount=1)
    page = buyer.post(f"/don-hang/{group}/sua-noi-nhan", 422, **GIVEN)
    assert "nhiều kiện bị từ chối nhận" in page
    buyer.post(f"/don-hang/{group}/sua-noi-nhan", **{**GIVEN, "phone": "0911 222 334"})
    assert "+84911222334" in session.scalars(select(OrderGroup.phone)).all()


def test_a_seller_who_talked_to_the_buyer_is_not_asked_for_a_code(
    visitor: Visitor, goods: Goods, group: str
) -> None:
    rule(RuleKind.CONFIRM, amount=1)
    visitor.sign_in(*SELLING, producer_ids=(goods.seller_id,))
    visitor.post(f"/ban-hang/don-hang/{group}-1/sua-noi-nhan", **GIVEN)
    assert session.scalars(select(OrderGroup.phone)).one() == "+84911222333"


def test_a_corrected_number_shuts_out_whoever_had_the_wrong_one(
    visitor: Visitor, make_visitor: Callable[[], Visitor], goods: Goods, group: str
) -> None:
    wrong, page = make_visitor(), f"/don-hang/{group}"
    key = order_key(group, wrong.app.config["SECRET_KEY"])
    wrong.get(f"{page}?khoa={key}")
    visitor.sign_in(*SELLING, producer_ids=(goods.seller_id,))
    visitor.post(f"/ban-hang/don-hang/{group}-1/sua-noi-nhan", **GIVEN)
    wrong.get(page, 404)
    wrong.get(f"{page}?khoa={key}", 404)


def test_a_buyer_who_corrects_the_number_goes_on_in_this_browser(
    buyer: Visitor, group: str
) -> None:
    assert "sửa số điện thoại" in buyer.post(f"/don-hang/{group}/sua-noi-nhan", **GIVEN)
    assert session.scalars(select(OrderGroup.phone)).one() == "+84911222333"
    assert "sửa tên người nhận" in buyer.get(f"/don-hang/{group}")
