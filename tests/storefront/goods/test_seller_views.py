"""A seller adds to a product what is missing, each when there is time; nobody else does."""

import io
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import Connection, event, select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from catalog.kernel.files import Picture
from catalog.products.models import Product
from catalog.products.rules import NetUnit
from catalog.products.service import ProductFacts, VariantFacts
from storefront.config import Config
from storefront.goods import queries
from storefront.goods.rules import MOST_PHOTOS, Task
from storefront.listing.service import Goods, list_goods
from tests.factories.catalog import (
    TODAY,
    find_set,
    load_rubrics,
    make_producer,
    make_recognition,
)
from tests.factories.traceability import make_area
from tests.visitor import Visitor
from traceability.events.models import Event

HONEY = Goods(
    ProductFacts("Mật ong sú vẹt"),
    VariantFacts("chai", Decimal(1), NetUnit.PIECE, 185_000, 700),
    20,
    (Picture("a" * 32, 800, 600, "#aabbcc"),),
)


@pytest.fixture
def seller(visitor: Visitor) -> Visitor:
    load_rubrics()
    producer = make_producer(verified_on=TODAY)
    visitor.sign_in("products.edit", producer_ids=(producer.id,))
    return visitor


def listed(seller: Visitor, goods: Goods = HONEY) -> int:
    with transaction():
        return list_goods(seller.actor, min(seller.actor.producer_ids), goods, clock.now()).id


@pytest.fixture
def honey(seller: Visitor) -> int:
    return listed(seller)


def product_of(product_id: int) -> Product:
    session.expire_all()
    return session.get_one(Product, product_id)


def done(seller: Visitor, product_id: int) -> frozenset[Task]:
    session.expire_all()
    return queries.get_own_goods(seller.actor, product_id, TODAY).done


def words(**changed: str) -> dict[str, Any]:
    return {"name": "Mật ong sú vẹt", "product_set_id": "", **changed}


def photo(colour: str = "orange") -> tuple[io.BytesIO, str]:
    file = io.BytesIO()
    Image.new("RGB", (640, 480), colour).save(file, "JPEG")
    return io.BytesIO(file.getvalue()), "anh.jpg"


def test_the_page_says_what_each_thing_brings(seller: Visitor, honey: int) -> None:
    page = seller.get(f"/ban-hang/hang/{honey}")
    assert "Dấu tin cậy: 0/7" in page
    assert page.html.count("+1 dấu tin cậy") == 7
    assert "Thêm ngày thu hoạch" in page
    assert "Sao chỉ lấy từ sổ đăng ký" in page
    assert f"/ban-hang/hang/{honey}/gan-sao" in page.links
    assert f"/ban-hang/hang/{honey}" in seller.get("/ban-hang/hang").links


def test_words_are_kept_and_counted(seller: Visitor, honey: int) -> None:
    seller.post(
        f"/ban-hang/hang/{honey}/sua",
        **words(
            summary="Mật của rừng ngập mặn.",
            ingredients="Mật ong 100%",
            story="Bà Sáu quay mật.",
            shelf_life_days="730",
            gtin="9520000000004",
            product_set_id=str(find_set(4).id),
        ),
    )
    assert {Task.SUMMARY, Task.INGREDIENTS, Task.STORY, Task.SHELF_LIFE, Task.GTIN} <= done(
        seller, honey
    )
    assert "Dấu tin cậy: 4/7" in seller.get(f"/ban-hang/hang/{honey}")
    assert f'<option selected value="{find_set(4).id}">' in seller.get(
        f"/ban-hang/hang/{honey}/sua"
    )
    # What the form does not show is not lost.
    product = product_of(honey)
    with transaction():
        product.warnings = "Không dùng cho trẻ dưới 1 tuổi."
    seller.post(f"/ban-hang/hang/{honey}/sua", **words(summary="Mật rừng."))
    product = product_of(honey)
    assert (product.warnings, product.summary) == ("Không dùng cho trẻ dưới 1 tuổi.", "Mật rừng.")


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("name", "", "Vui lòng điền"),
        ("name", "😀😀😀", "cần có chữ"),
        ("gtin", "123", "Mã vạch không đúng"),
        ("shelf_life_days", "0", "Ghi một số từ 1"),
        ("story", "x" * 5_001, "Dài quá"),
        ("product_set_id", "999999", ""),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    seller: Visitor, honey: int, field: str, typed: str, said: str
) -> None:
    page = seller.post(f"/ban-hang/hang/{honey}/sua", 422, **words(**{field: typed}))
    assert said in page
    assert f'id="{field}-loi"' in page
    assert product_of(honey).name == "Mật ong sú vẹt"


def test_name_and_set_of_a_recognised_product_are_those_of_the_decision(
    seller: Visitor, honey: int
) -> None:
    make_recognition(product_of(honey), stars=4)
    page = seller.get(f"/ban-hang/hang/{honey}/sua")
    assert "theo quyết định công nhận" in page
    assert 'name="name"' not in page
    seller.post(f"/ban-hang/hang/{honey}/sua", **words(name="Mật ong 5 sao", summary="Mật."))
    product = product_of(honey)
    assert (product.name, product.summary) == ("Mật ong sú vẹt", "Mật.")
    assert 'data-stars="4"' in seller.get(f"/ban-hang/hang/{honey}")


def test_what_a_pack_holds_is_said_once(seller: Visitor, honey: int) -> None:
    page = seller.post(f"/ban-hang/hang/{honey}/quy-cach", 422, pack="chai", net="nhiều")
    assert "Ghi như 500 g" in page
    seller.post(f"/ban-hang/hang/{honey}/quy-cach", pack="chai", net="500 ml")
    (variant,) = product_of(honey).variants
    assert (variant.name, variant.net_amount, variant.net_unit) == ("chai 500 ml", 500, "ml")
    assert Task.NET in done(seller, honey)
    seller.post(f"/ban-hang/hang/{honey}/quy-cach", pack="chai", net="400 ml")
    assert product_of(honey).variants[0].net_amount == 500


def test_harvest_and_area_reach_the_batch(seller: Visitor, honey: int) -> None:
    area = make_area(name="Rừng sú", producer_id=min(seller.actor.producer_ids)).id
    page = seller.post(f"/ban-hang/hang/{honey}/thu-hoach", 422, day="2026-11-23", area="")
    assert 'id="day-loi"' in page
    seller.post(f"/ban-hang/hang/{honey}/thu-hoach", day="2026-11-20", area=str(area))
    assert {Task.HARVEST, Task.AREA} <= done(seller, honey)
    assert session.scalars(select(Event.kind)).one() == "harvest"
    # Said once here; from then on the batch has its own page.
    assert "Mở trang của lô" in seller.get(f"/ban-hang/hang/{honey}/thu-hoach")
    seller.post(f"/ban-hang/hang/{honey}/thu-hoach", 422, day="2026-11-19", area="")


def test_photos_are_added_ordered_and_taken_away(seller: Visitor, honey: int) -> None:
    page = f"/ban-hang/hang/{honey}/anh"
    assert "data-arrived" in seller.post(page, photos=[photo("red"), photo("blue")])
    assert "data-arrived" not in seller.get(page)
    first, second, third = (one.id for one in product_of(honey).pictures)
    assert Task.PHOTOS in done(seller, honey)
    seller.post(f"{page}/{third}/len-dau")
    assert [one.id for one in product_of(honey).pictures] == [third, first, second]
    seller.post(f"{page}/{first}/bo")
    seller.post(f"{page}/{second}/bo")
    assert "cần ít nhất một ảnh" in seller.post(f"{page}/{third}/bo")
    assert [one.id for one in product_of(honey).pictures] == [third]
    assert "không phải ảnh" in seller.post(page, 422, photos=(io.BytesIO(b"<svg/>"), "a.jpg"))
    assert "ít nhất một tấm ảnh" in seller.post(page, 422)


def test_goods_are_hidden_and_shown_again(seller: Visitor, honey: int) -> None:
    slug = product_of(honey).slug
    assert "Đang ẩn" in seller.post(f"/ban-hang/hang/{honey}/an")
    seller.get(f"/san-pham/{slug}", 404)
    seller.post(f"/ban-hang/hang/{honey}/hien")
    seller.get(f"/san-pham/{slug}")


def test_photos_too_many_leave_no_files(seller: Visitor, honey: int, config: Config) -> None:
    def files() -> int:
        return len(list((config.data_dir / "media").glob("*/*-*")))

    before = files()
    many = [photo(f"#ab{number:02}cd") for number in range(MOST_PHOTOS)]  # and one is there
    assert "Nhiều nhất 8 ảnh" in seller.post(f"/ban-hang/hang/{honey}/anh", 422, photos=many)
    assert files() == before


def test_goods_without_a_photo_are_not_shown(seller: Visitor) -> None:
    bare = listed(seller, replace(HONEY, pictures=()))
    assert "Thêm ít nhất một ảnh" in seller.post(f"/ban-hang/hang/{bare}/hien")
    assert not product_of(bare).is_published


def test_goods_of_somebody_else_are_not_found(
    seller: Visitor, honey: int, make_visitor: Callable[[], Visitor]
) -> None:
    picture = product_of(honey).pictures[0].id
    stranger = make_visitor()
    stranger.sign_in("products.edit", producer_ids=(make_producer("HTX khác").id,), number=2)
    for part in ("", "/sua", "/anh", "/quy-cach", "/thu-hoach"):
        stranger.get(f"/ban-hang/hang/{honey}{part}", 404)
    stranger.post(f"/ban-hang/hang/{honey}/sua", 404, **words(name="Của tôi"))
    stranger.post(f"/ban-hang/hang/{honey}/anh", 404, photos=photo())
    stranger.post(f"/ban-hang/hang/{honey}/anh/{picture}/bo", 404)
    stranger.post(f"/ban-hang/hang/{honey}/an", 404)
    stranger.post(f"/ban-hang/hang/{honey}/thu-hoach", 404, day="2026-11-20", area="")
    product = product_of(honey)
    assert (product.name, product.is_published, len(product.pictures)) == (
        "Mật ong sú vẹt",
        True,
        1,
    )


def test_the_list_takes_as_many_queries_for_many_goods_as_for_one(
    seller: Visitor, honey: int, db: Connection
) -> None:
    def counted() -> int:
        said: list[str] = []

        def note(*args: Any) -> None:
            said.append(args[2])

        session.expire_all()
        event.listen(db, "before_cursor_execute", note)
        queries.list_own_goods(Actor(producer_ids=seller.actor.producer_ids), TODAY, 1)
        event.remove(db, "before_cursor_execute", note)
        return len(said)

    one = counted()
    for number in range(4):
        listed(seller, replace(HONEY, facts=ProductFacts(f"Mật ong thứ {number}")))
    assert counted() == one
