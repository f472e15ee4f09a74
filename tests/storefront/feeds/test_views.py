"""Visits of the product files, held against what the partners' documents ask for."""

import csv
from datetime import timedelta
from io import StringIO
from xml.etree import ElementTree

import pytest
from sqlalchemy import event

from catalog.kernel.db import session
from catalog.producers.models import Producer
from catalog.products.models import PriceEntry, Product, ProductPicture, Variant
from storefront.closures.models import Closure
from storefront.combos.models import Combo
from storefront.feeds import queries
from storefront.inventory.models import StockItem
from tests.factories.ahead import make_window
from tests.factories.combos import Made, make_combo
from tests.factories.promotions import make_promotion
from tests.factories.restrictions import make_restricted
from tests.factories.storefront import (
    NOW,
    TODAY,
    Goods,
    make_goods,
    make_seller,
    make_variant,
    save,
    set_values,
)
from tests.visitor import Visitor

G = "{http://base.google.com/ns/1.0}"
# Required of every item by Google's product data specification; title, link and description are
# elements of RSS itself there.
GOOGLE = {"title", "link", "description", f"{G}id", f"{G}image_link", f"{G}availability",
          f"{G}price", f"{G}condition", f"{G}brand"}  # fmt: skip
META = {"id", "title", "description", "availability", "condition", "price", "link", "image_link",
        "brand"}  # fmt: skip


def shown(goods: Goods, **values: object) -> Goods:
    """With a picture and a text, as Google and Facebook want them."""
    product_id = goods.product_id
    set_values(Product, product_id, **{"summary": "Cà phê rang mộc.", **values})
    save(ProductPicture(product_id=product_id, digest=f"{product_id:032x}", width=1000, height=750,
                        colour="#aabbcc", alt="Gói cà phê"))  # fmt: skip
    return goods


@pytest.fixture
def goods(db: object) -> Goods:
    return shown(make_goods())


def items(visitor: Visitor, url: str = "/san-pham/tep/google.xml") -> list[dict[str, str]]:
    root = ElementTree.fromstring(visitor.raw(url).get_data())  # noqa: S314 - our own
    return [{part.tag: part.text or "" for part in item} for item in root.iter("item")]


def rows(visitor: Visitor, url: str) -> list[dict[str, str]]:
    text = visitor.raw(url).get_data(as_text=True)
    return list(csv.DictReader(StringIO(text.removeprefix("\ufeff"))))


@pytest.mark.parametrize("name", ["google.xml", "facebook.csv", "bang.csv"])
def test_a_server_sends_as_much_as_there_is(visitor: Visitor, goods: Goods, name: str) -> None:
    """It sends no more than the answer says is in it."""
    answer = visitor.raw(f"/san-pham/tep/{name}")
    assert answer.content_length == len(answer.get_data()) > 0


def test_google_gets_every_field_it_requires(visitor: Visitor, goods: Goods) -> None:
    (item,) = items(visitor)
    assert item.keys() >= GOOGLE
    slug = session.get_one(Product, goods.product_id).slug
    assert item[f"{G}id"] == str(goods.variant_id)
    assert item["link"] == f"https://ocop.example/san-pham/{slug}"
    assert item[f"{G}image_link"].startswith("https://ocop.example/media/")
    assert item[f"{G}image_link"].endswith(".jpg")
    assert item[f"{G}price"] == "95000 VND"
    assert item[f"{G}availability"] == "in_stock"
    assert item[f"{G}identifier_exists"] == "no"
    assert item[f"{G}unit_pricing_measure"] == "500 g"
    assert item[f"{G}unit_pricing_base_measure"] == "1 kg"
    assert item[f"{G}shipping_weight"] == "550 g"
    assert f"{G}sale_price" not in item


def test_facebook_gets_every_field_it_requires(visitor: Visitor, goods: Goods) -> None:
    text = visitor.raw("/san-pham/tep/facebook.csv").get_data(as_text=True)
    assert text.startswith("id,title,")
    (row,) = rows(visitor, "/san-pham/tep/facebook.csv")
    assert all(row[name] for name in META)
    assert row["availability"] == "in stock"
    assert row["price"] == "95000 VND"


def test_the_plain_sheet_opens_with_its_accents(visitor: Visitor, goods: Goods) -> None:
    answer = visitor.raw("/san-pham/tep/bang.csv?tai=1")
    assert answer.get_data().startswith(b"\xef\xbb\xbf")
    assert "attachment" in answer.headers["Content-Disposition"]
    (row,) = rows(visitor, "/san-pham/tep/bang.csv")
    assert (row["ma_quy_cach"], row["con_hang"]) == (str(goods.variant_id), "còn hàng")


def test_stock_is_told_as_it_is(visitor: Visitor, goods: Goods) -> None:
    set_values(StockItem, goods.item_id, on_hand=0)
    assert items(visitor)[0][f"{G}availability"] == "out_of_stock"


def test_a_closed_shop_has_nothing_in_stock(visitor: Visitor, goods: Goods) -> None:
    save(
        Closure(
            producer_id=goods.seller_id,
            from_day=TODAY,
            to_day=TODAY,
            words=None,
            closed_by="Chị Hoa",
            closed_at=NOW,
        )
    )
    assert items(visitor)[0][f"{G}availability"] == "out_of_stock"


def test_what_can_be_ordered_ahead_says_from_when(visitor: Visitor, db: object) -> None:
    ahead = make_window()
    variant = session.get_one(Variant, ahead.variant_id)
    set_values(Product, variant.product_id, summary="Cà phê mùa mới.")
    save(ProductPicture(product_id=variant.product_id, digest="b" * 32, width=9, height=9,
                        colour="#aabbcc", alt="Cà phê"))  # fmt: skip
    (item,) = items(visitor)
    assert item[f"{G}availability"] == "preorder"
    assert item[f"{G}availability_date"].endswith("T00:00+0700")


def test_a_true_reduction_is_a_sale_price(visitor: Visitor, goods: Goods) -> None:
    variant_id = goods.variant_id
    for price, days in ((95_000, 60), (85_000, 2)):
        save(PriceEntry(variant_id=variant_id, price=price, since=NOW - timedelta(days=days),
                        entered_by="Chị Hoa"))  # fmt: skip
    set_values(Variant, variant_id, price=85_000)
    (item,) = items(visitor)
    assert (item[f"{G}price"], item[f"{G}sale_price"]) == ("95000 VND", "85000 VND")


def test_a_price_cut_for_everybody_is_the_price(visitor: Visitor, goods: Goods) -> None:
    make_promotion(kind="percent", amount=0, percent_bp=1_000)
    assert items(visitor)[0].get(f"{G}sale_price", items(visitor)[0][f"{G}price"]) == "85500 VND"


def test_what_is_hidden_or_not_verified_is_in_no_file(visitor: Visitor, goods: Goods) -> None:
    hidden = shown(make_goods(is_published=False))
    unverified = shown(make_goods(producer_id=make_seller(verified_on=None).id))
    off = shown(make_goods())
    set_values(Variant, off.variant_id, is_on_sale=False)
    told = {row["ma_quy_cach"] for row in rows(visitor, "/san-pham/tep/bang.csv")}
    assert told == {str(goods.variant_id)}
    assert str(hidden.variant_id) not in told
    assert str(unverified.variant_id) not in told


def test_alcohol_goes_to_nobody_who_shows_it_to_all(visitor: Visitor, db: object) -> None:
    goods = shown(make_goods())
    make_restricted(goods.variant_id, 7, ("min_age", 18))
    assert items(visitor) == []
    assert rows(visitor, "/san-pham/tep/facebook.csv") == []
    (row,) = rows(visitor, "/san-pham/tep/bang.csv")
    assert row["tuoi_toi_thieu"] == "18"


def test_a_producer_has_files_of_its_own(visitor: Visitor, goods: Goods) -> None:
    shown(make_goods())
    producer = session.get_one(Producer, goods.seller_id)
    url = f"/chu-the/{producer.slug}/tep"
    assert [item[f"{G}id"] for item in items(visitor, f"{url}/google.xml")] == [
        str(goods.variant_id)
    ]
    visitor.raw("/chu-the/khong-co/tep/google.xml", 404)
    visitor.raw(f"{url}/shopee.csv", 404)


def test_text_of_sellers_breaks_no_file(visitor: Visitor, db: object) -> None:
    goods = shown(
        make_goods(), name="=cmd|' /C calc'!A0", summary='<b>&"]]></description>\x0b\nđậm'
    )
    (item,) = items(visitor)
    assert item["title"].startswith("=cmd|")
    assert item["description"] == '<b>&"]]></description>\nđậm'
    (row,) = rows(visitor, "/san-pham/tep/facebook.csv")
    assert row["title"].startswith("'=cmd")
    assert row["id"] == str(goods.variant_id)


def test_the_same_file_is_not_sent_twice(visitor: Visitor, goods: Goods) -> None:
    first = visitor.raw("/san-pham/tep/google.xml")
    assert first.get_data()
    tag = first.headers["ETag"]
    assert "public" in first.headers["Cache-Control"]
    visitor.raw("/san-pham/tep/google.xml", 304, headers={"If-None-Match": tag})
    set_values(Variant, goods.variant_id, price=99_000)
    changed = visitor.raw("/san-pham/tep/google.xml", 200, headers={"If-None-Match": tag})
    assert b"99000 VND" in changed.get_data()


def test_more_goods_ask_no_more_queries(visitor: Visitor, goods: Goods) -> None:
    def count() -> int:
        asked: list[object] = []

        def note(*_args: object) -> None:
            asked.append(1)

        engine = session.connection().engine
        event.listen(engine, "before_cursor_execute", note)
        try:
            list(queries.stream_goods(None, TODAY, NOW))
        finally:
            event.remove(engine, "before_cursor_execute", note)
        return len(asked)

    before = count()
    for _ in range(5):
        shown(make_goods())
    assert count() == before


def test_a_seller_sees_the_addresses_and_what_is_missing(visitor: Visitor, goods: Goods) -> None:
    producer = session.get_one(Producer, goods.seller_id)
    make_variant("Mật ong", producer)
    visitor.sign_in("products.edit", producer_ids=(producer.id,))
    page = visitor.get("/ban-hang/san-khac/tep")
    assert f"https://ocop.example/chu-the/{producer.slug}/tep/google.xml" in page
    assert "chưa có ảnh" in page
    assert "Product files for other places" in visitor.get("/ban-hang/san-khac/tep?lang=en")


def test_who_does_not_keep_goods_sees_no_addresses(visitor: Visitor) -> None:
    visitor.sign_in("seller.see")
    visitor.get("/ban-hang/san-khac/tep", 403)


@pytest.fixture
def combo(db: object) -> Made:
    made = make_combo()
    set_values(Combo, made.combo_id, picture="c" * 32)
    return made


def find_bundle(visitor: Visitor, url: str = "/san-pham/tep/google.xml") -> dict[str, str] | None:
    return next((one for one in items(visitor, url) if f"{G}is_bundle" in one), None)


def test_a_combo_is_a_bundle_of_whoever_packs_it(visitor: Visitor, combo: Made) -> None:
    item = find_bundle(visitor)
    assert item is not None
    assert set(item) >= GOOGLE
    assert (item[f"{G}is_bundle"], item[f"{G}identifier_exists"]) == ("yes", "no")
    assert (item["title"], item[f"{G}price"]) == ("Quà Tết vùng cao", "250000 VND")
    assert item[f"{G}availability"] == "in_stock"
    assert item["link"] == f"https://ocop.example/hop-qua/{combo.slug}"
    assert item[f"{G}image_link"].endswith(f"{'c' * 32}-800.jpg")
    assert "2 × Cà phê" in item["description"]
    packer, other = (session.get_one(Producer, one.seller_id).slug for one in combo.goods)
    assert item[f"{G}brand"] == session.get_one(Producer, combo.goods[0].seller_id).name
    assert find_bundle(visitor, f"/chu-the/{packer}/tep/google.xml") == item
    assert find_bundle(visitor, f"/chu-the/{other}/tep/google.xml") is None


def test_facebook_gets_combos_and_other_floors_do_not(visitor: Visitor, combo: Made) -> None:
    (row,) = rows(visitor, "/san-pham/tep/facebook.csv")
    assert set(row) >= META
    assert (row["id"], row["price"]) == (f"hop-{combo.combo_id}", "250000 VND")
    assert "Quà Tết" not in visitor.raw("/san-pham/tep/bang.csv").text


def test_a_combo_without_a_photo_of_its_own_is_left_out(visitor: Visitor, combo: Made) -> None:
    set_values(Combo, combo.combo_id, picture=None)
    assert find_bundle(visitor) is None


def test_a_combo_for_grown_ups_is_left_out(visitor: Visitor, combo: Made) -> None:
    make_restricted(combo.goods[1].variant_id, 15, ("min_age", 18))
    assert find_bundle(visitor) is None


def test_a_combo_that_is_gone_is_out_of_stock(visitor: Visitor, combo: Made) -> None:
    set_values(StockItem, combo.goods[1].item_id, on_hand=0)
    item = find_bundle(visitor)
    assert item is not None
    assert item[f"{G}availability"] == "out_of_stock"
