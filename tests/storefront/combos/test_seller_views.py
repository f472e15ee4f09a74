"""Combos at their sellers and at the desk: made, agreed to, priced, and packed together."""

import io

import pytest
from PIL import Image
from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.db import session
from storefront.accounts.rules import EVERYONE, MEMBER_ROLES
from storefront.combos.models import Combo, ComboPart
from storefront.orders.models import Order
from tests.factories.combos import Made, buy_combo, gather, make_combo
from tests.factories.storefront import (
    make_goods,
    make_rate,
    make_seller,
    set_values,
)
from tests.visitor import Visitor
from traceability.batches.models import Batch

HERE = "/ban-hang/hop-qua"


DESK = "/quan-tri/hop-qua"


@pytest.fixture
def made(db: object) -> Made:
    make_rate()
    return make_combo()


def sign_in(visitor: Visitor, made: Made, place: int = 0) -> None:
    visitor.sign_in(
        *("combos.keep", "orders.sell", "orders.pack", "orders.refuse"),
        producer_ids=(made.goods[place].seller_id,),
    )


def new_facts(**values: str) -> dict[str, str]:
    return {
        "name": "Quà sông nước",
        "price": "250.000",
        "packing_fee": "5000",
        "sells_from": f"{clock.today():%Y-%m-%d}",
        **values,
    }


def test_a_packer_makes_a_combo_and_another_household_agrees(visitor: Visitor, db: object) -> None:
    mine, theirs = make_goods(), make_goods(name="Rượu mận", seller=make_seller("Hộ Mận"))
    visitor.sign_in("combos.keep", producer_ids=(mine.seller_id,))
    page = visitor.post(f"{HERE}/moi", packer=str(mine.seller_id), **new_facts())
    assert page.marks["data-obstacle"] == "too_few"
    combo_id = session.scalars(select(Combo.id)).one()
    assert "Rượu mận" in visitor.get(f"{HERE}/{combo_id}/mon?q=ruou")
    for one in (mine, theirs):
        page = visitor.post(f"{HERE}/{combo_id}/mon", variant=str(one.variant_id), quantity="1")
    assert page.marks["data-obstacle"] == "not_agreed"
    assert "Còn hộ chưa đồng ý" in visitor.post(f"{HERE}/{combo_id}/mo-ban")
    part = session.scalars(
        select(ComboPart.id).where(ComboPart.variant_id == theirs.variant_id)
    ).one()
    visitor.post(f"{HERE}/loi-moi/{part}/dong-y", status=404, seen="1")

    visitor.sign_in("combos.keep", producer_ids=(theirs.seller_id,))
    asked = visitor.get(HERE)
    assert "Quà sông nước" in asked
    assert "120.000\u00a0₫" in asked  # 125.000 less the packer's 5.000
    assert "Mức chia vừa đổi" in visitor.post(f"{HERE}/loi-moi/{part}/dong-y", seen="119999")
    visitor.post(f"{HERE}/loi-moi/{part}/dong-y", seen="120000")
    visitor.get(f"{HERE}/{combo_id}", status=404)
    visitor.post(f"{HERE}/{combo_id}/mo-ban", status=404)

    visitor.sign_in("combos.keep", producer_ids=(mine.seller_id,))
    assert visitor.post(f"{HERE}/{combo_id}/mo-ban").marks["data-obstacle"] == ""
    visitor.get("/hop-qua/qua-song-nuoc")
    assert "Chưa mở bán." in visitor.post(f"{HERE}/{combo_id}/thoi-ban")
    visitor.get("/hop-qua/qua-song-nuoc", status=404)
    visitor.post(f"{HERE}/{combo_id}/mon/{part}/bo")
    assert session.get(ComboPart, part) is None


def test_who_is_asked_may_say_no_and_leave(visitor: Visitor, made: Made) -> None:
    part = session.scalars(
        select(ComboPart.id).where(ComboPart.variant_id == made.goods[1].variant_id)
    ).one()
    sign_in(visitor, made, 1)
    assert "đã thôi tham gia" in visitor.post(f"{HERE}/loi-moi/{part}/thoi")
    assert "Lời mời này đã có câu trả lời." in visitor.post(f"{HERE}/loi-moi/{part}/khong")
    sign_in(visitor, made)
    assert "đã hỏi, chờ trả lời" in visitor.post(f"{HERE}/{made.combo_id}/mon/{part}/hoi-lai")
    sign_in(visitor, made, 1)
    assert "không tham gia" in visitor.post(f"{HERE}/loi-moi/{part}/khong")


def test_an_operator_makes_one_and_reads_all(visitor: Visitor, made: Made) -> None:
    visitor.sign_in("combos.see", "combos.change")
    assert "Quà Tết vùng cao" in visitor.get(DESK)
    page = visitor.post(f"{DESK}/moi", packer=str(made.goods[0].seller_id), **new_facts())
    assert page.page == "kept-combo"
    combo_id = session.scalars(select(Combo.id).order_by(Combo.id.desc())).first()
    goods = str(made.goods[0].variant_id)
    page = visitor.post(f"{DESK}/{combo_id}/mon", variant=goods, quantity="2")
    assert "đã hỏi, chờ trả lời" in page
    visitor.sign_in("combos.see")
    assert "Cho món vào hộp" not in visitor.get(f"{DESK}/{combo_id}")
    visitor.post(f"{DESK}/{combo_id}/mon", status=403, variant=goods, quantity="2")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("price", "0"),
        ("price", "-5"),
        ("price", "10000000000"),
        ("price", "1e9"),
        ("price", ""),
        ("packing_fee", "250000"),
        ("packing_fee", "abc"),
        ("name", ""),
        ("name", "x" * 121),
        ("sells_from", "2026-13-45"),
        ("sells_to", "2020-01-01"),
        ("packer", "999999"),
    ],
)
def test_bad_facts_are_refused_beside_their_field(
    visitor: Visitor, made: Made, field: str, value: str
) -> None:
    sign_in(visitor, made)
    given = {"packer": str(made.goods[0].seller_id), **new_facts(), field: value}
    page = visitor.post(f"{HERE}/moi", status=422, **given)
    assert f'id="{field}-loi"' in page
    assert len(session.scalars(select(Combo.id)).all()) == 1


def test_anothers_household_does_not_become_the_packer(visitor: Visitor, made: Made) -> None:
    sign_in(visitor, made)
    given = {"packer": str(made.goods[1].seller_id), **new_facts()}
    visitor.post(f"{HERE}/moi", status=422, **given)


@pytest.mark.parametrize(
    ("variant", "quantity"),
    [("0", "1"), ("999999", "1"), ("x", "1"), ("{id}", "0"), ("{id}", "51")],
)
def test_bad_parts_are_refused_in_words(
    visitor: Visitor, made: Made, variant: str, quantity: str
) -> None:
    sign_in(visitor, made)
    one = variant.format(id=make_goods().variant_id)
    page = visitor.post(f"{HERE}/{made.combo_id}/mon", status=422, variant=one, quantity=quantity)
    assert 'role="alert"' in page


def test_a_price_is_changed_with_its_history(visitor: Visitor, made: Made) -> None:
    sign_in(visitor, made)
    assert "Quà Tết vùng cao" in visitor.get(f"{HERE}/{made.combo_id}/sua")
    page = visitor.post(f"{HERE}/{made.combo_id}/sua", **new_facts(price="300000"))
    assert "300.000\u00a0₫" in page
    assert "250.000\u00a0₫" in page
    visitor.post(f"{HERE}/{made.combo_id}/sua", status=422, **new_facts(packing_fee="250000"))


def test_a_picture_is_kept_clean(visitor: Visitor, made: Made) -> None:
    sign_in(visitor, made)
    picture = io.BytesIO()
    Image.new("RGB", (600, 500), "#7a1f1f").save(picture, "JPEG")
    picture.seek(0)
    visitor.post(f"{HERE}/{made.combo_id}/sua", **new_facts(), photo=(picture, "hop.jpg"))
    assert session.get_one(Combo, made.combo_id, populate_existing=True).picture
    refused = visitor.post(
        f"{HERE}/{made.combo_id}/sua",
        status=422,
        **new_facts(),
        photo=(io.BytesIO(b"no picture"), "hop.jpg"),
    )
    assert 'id="photo-loi"' in refused


def test_packer_and_household_see_who_has_done_what(visitor: Visitor, made: Made) -> None:
    number = buy_combo(made)
    sign_in(visitor, made, 1)
    page = visitor.get(f"/ban-hang/don-hang/{number}-2")
    assert "Đã đưa hàng cho người gói" in page
    assert "12 Hòa Bình" not in page, "where it goes is the packer's business"
    assert "+84987654321" not in page
    assert "Đã gói xong" not in page
    visitor.post(f"/ban-hang/don-hang/{number}-2/goi-xong")
    assert "Trần Thị Mận" not in visitor.get("/ban-hang/don-hang")
    sign_in(visitor, made)
    listed = visitor.get("/ban-hang/don-hang")
    assert "chưa đến" in listed
    assert "Đã gói xong" not in listed
    assert "Chưa gói được" in visitor.post(f"/ban-hang/don-hang/{number}-1/goi-xong")
    visitor.post(f"/ban-hang/don-hang/{number}-2/den-nguoi-goi")
    page = visitor.get(f"/ban-hang/don-hang/{number}-1")
    assert "đã đến" in page
    total = sum(session.scalars(select(Order.total)))
    assert page.html.count(f'data-to-collect="{total}"') == 1
    paper = visitor.get(f"/ban-hang/don-hang/{number}-1/phieu-goi")
    assert "Trà 1" in paper
    assert "Cà phê" in paper
    packed = visitor.post(f"/ban-hang/don-hang/{number}-1/goi-xong")
    assert packed.marks["data-status"] == "packed"
    sign_in(visitor, made, 1)
    for path in ("", "/phieu-goi"):
        assert "12 Hòa Bình" not in visitor.get(f"/ban-hang/don-hang/{number}-2{path}")
    visitor.get(f"/ban-hang/don-hang/{number}-2/sua-noi-nhan", status=404)


def test_the_packer_reads_whose_batch_keeps_the_parcel_here(visitor: Visitor, made: Made) -> None:
    number = buy_combo(made)
    gather(number)
    visitor.sign_in(*EVERYONE, *MEMBER_ROLES["owner"], producer_ids=(made.goods[0].seller_id,))
    assert "Đã gói" in visitor.get("/ban-hang")
    set_values(Batch, made.goods[1].batch_id, recall_state="recalled")
    today = visitor.get("/ban-hang")
    assert "Chưa gói được: chờ Hộ Trà 1 lấy lô khác." in today
    assert f"/ban-hang/don-hang/{number}-1/goi-xong" not in today.html
    assert "tel:+84911111111" in today.links
    order = visitor.get(f"/ban-hang/don-hang/{number}-1")
    assert f'data-held-back="{made.goods[1].code}"' in order.html
    refused = visitor.post(f"/ban-hang/don-hang/{number}-1/goi-xong")
    assert "bị thu hồi, không gửi đi được" in refused
