"""The shop as a visitor sees it."""

import json
import re
import unicodedata
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Connection, event

from catalog.kernel import clock
from catalog.products.models import Product
from catalog.search import service as search
from catalog.search.index import ProductIndex, open_index
from tests.factories import catalog
from tests.factories.storefront import make_seller, make_stock, make_variant
from tests.factories.traceability import make_batch
from tests.visitor import Visitor


@pytest.fixture
def shelf(app: Flask, own_index: ProductIndex) -> Iterator[dict[str, Product]]:
    """Coffee with stars, rice whose recognition has lapsed, a basket never recognised."""
    with app.app_context():
        catalog.load_rubrics()
        seller = make_seller()
        goods = {
            "coffee": make_variant("Cà phê rang xay Đak Đoa", seller).product,
            "rice": make_variant("Gạo thơm Trường Xuân", seller).product,
            "rush": make_variant("Giỏ cói đan tay", seller).product,
        }
        lapsed = clock.today() - timedelta(days=4 * 365)
        catalog.make_recognition(goods["coffee"], decision_date=clock.today() - timedelta(days=30))
        catalog.make_recognition(goods["rice"], decision_date=lapsed)
        make_stock(goods["coffee"].variants[0])
        search.rebuild()
        yield goods


def names(visitor: Visitor, address: str) -> list[str]:
    page = visitor.get(address)
    return re.findall(r'class="card__link"[^>]*>([^<]+)<', page.html)


def test_home_shows_products_and_groups(visitor: Visitor, shelf: dict[str, Product]) -> None:
    page = visitor.get("/")
    assert "Cà phê rang xay Đak Đoa" in page
    assert "Thực phẩm" in page


def test_a_card_has_stars_producer_place_and_price(
    visitor: Visitor, shelf: dict[str, Product]
) -> None:
    page = visitor.get("/san-pham?q=ca+phe")
    assert 'data-stars="4"' in page
    assert "HTX minh họa Ia Băng · xã Ia Băng, Gia Lai" in page
    assert "95.000\u00a0₫" in page


@pytest.mark.parametrize(
    "typed",
    ["ca phe dak doa", "CÀ PHÊ ĐAK ĐOA", unicodedata.normalize("NFD", "cà phê Đak Đoa"), "ca fe"],
)
def test_search_reads_what_people_type(
    visitor: Visitor, shelf: dict[str, Product], typed: str
) -> None:
    assert names(visitor, f"/san-pham?q={typed}")[:1] == ["Cà phê rang xay Đak Đoa"]


def test_filters_stand_in_the_address(visitor: Visitor, shelf: dict[str, Product]) -> None:
    assert names(visitor, "/san-pham?sao=4") == ["Cà phê rang xay Đak Đoa"]
    assert len(names(visitor, "/san-pham?tinh=64")) == 3
    assert names(visitor, "/san-pham?tinh=01") == []


@pytest.mark.parametrize("rubbish", ["sao=9", "sao=x", "bo=-1", "trang=0", "trang=x"])
def test_rubbish_in_the_address_is_ignored(
    visitor: Visitor, shelf: dict[str, Product], rubbish: str
) -> None:
    visitor.get(f"/san-pham?{rubbish}")


def test_nothing_found_says_what_to_try(visitor: Visitor, shelf: dict[str, Product]) -> None:
    assert "Không có sản phẩm nào khớp" in visitor.get("/san-pham?q=xyzxyz")


def test_a_lapsed_product_shows_no_stars_and_says_so(
    visitor: Visitor, shelf: dict[str, Product]
) -> None:
    page = visitor.get(f"/san-pham/{shelf['rice'].slug}")
    assert "Công nhận hết hạn" in page
    own = page.html.partition("Cùng chủ thể")[0]
    assert "★" not in own
    assert 'data-stars="0"' in own


def test_a_product_page_has_what_a_buyer_wants_to_know(
    visitor: Visitor, shelf: dict[str, Product]
) -> None:
    page = visitor.get(f"/san-pham/{shelf['coffee'].slug}")
    assert page.page == "product"
    for text in (
        "190.000\u00a0₫/kg",
        "Số quyết định",
        "Lô đang bán",
        "Chất gây dị ứng",
        "Người bán",
    ):
        assert text in page


@pytest.mark.parametrize(
    ("code", "heading"),
    [("en", '<h1><span lang="vi">%s</span></h1>'), ("vi", "<h1>%s</h1>")],
)
def test_what_people_entered_is_marked_as_vietnamese_on_other_pages(
    visitor: Visitor, shelf: dict[str, Product], code: str, heading: str
) -> None:
    page = visitor.get(f"/san-pham/{shelf['coffee'].slug}?lang={code}")
    assert heading % shelf["coffee"].name in page


def test_a_product_page_speaks_to_machines(visitor: Visitor, shelf: dict[str, Product]) -> None:
    page = visitor.get(f"/san-pham/{shelf['coffee'].slug}")
    block = re.search(r'ld\+json">(.*?)</script>', page.html, re.DOTALL)
    assert block
    facts = json.loads(block[1])
    assert facts["@type"] == "Product"
    assert facts["url"].startswith("https://ocop.example/san-pham/"), "never the Host header"
    assert facts["offers"][0]["price"] == "95000"


def test_an_unknown_product_is_not_found(visitor: Visitor) -> None:
    visitor.get("/san-pham/khong-co", status=404)


def test_an_unpublished_product_is_not_found(visitor: Visitor, db: Connection) -> None:
    product = make_variant(is_published=False).product
    visitor.get(f"/san-pham/{product.slug}", status=404)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("q=caf+phee", "Đang hiện kết quả cho “cà phê”."),
        ("q=ca+phe+xyzxyz", "đã bỏ: xyzxyz"),
        ("q=&sao=abc&bo=-1&nhom=x&tinh=%ff&trang=0", "Giỏ cói đan tay"),
    ],
)
def test_the_list_says_what_it_made_of_the_question(
    visitor: Visitor, shelf: dict[str, Product], query: str, said: str
) -> None:
    assert said in visitor.get(f"/san-pham?{query}")


def test_without_an_index_the_list_still_answers(
    visitor: Visitor, shelf: dict[str, Product], app: Flask, tmp_path: Path
) -> None:
    kept = app.extensions["ocop_search"]
    app.extensions["ocop_search"] = open_index("whoosh:", tmp_path)
    try:
        page = visitor.get("/san-pham")
    finally:
        app.extensions["ocop_search"] = kept
    assert "Tìm kiếm đầy đủ đang được chuẩn bị" in page
    assert "Giỏ cói đan tay" in page


def test_public_pages_set_no_cookie(visitor: Visitor, shelf: dict[str, Product]) -> None:
    for address in ("/", "/san-pham", f"/san-pham/{shelf['coffee'].slug}"):
        assert "Set-Cookie" not in visitor.raw(address).headers


def test_a_list_asks_the_database_a_fixed_number_of_times(
    visitor: Visitor, shelf: dict[str, Product], db: Connection
) -> None:
    asked: list[str] = []
    event.listen(db, "before_cursor_execute", lambda *given: asked.append(given[2]))
    visitor.get("/san-pham")
    assert len([one for one in asked if one.startswith("SELECT")]) == 11


def test_a_code_typed_where_goods_are_looked_for_leads_to_its_passport(
    visitor: Visitor, shelf: dict[str, Product]
) -> None:
    code = make_batch(shelf["coffee"]).code
    typed = code.lower().replace("-", " ")
    assert visitor.raw(f"/san-pham?q={typed}", status=302).location == f"/truy-xuat/{code}"
    assert visitor.get(f"/san-pham?q={code[:-1]}").page == "products"


def test_machines_find_every_page(visitor: Visitor, shelf: dict[str, Product]) -> None:
    text = visitor.raw("/sitemap.xml").text
    assert f"https://ocop.example/san-pham/{shelf['coffee'].slug}" in text
    assert "Disallow: /don-hang" in visitor.raw("/robots.txt").text
