"""The open JSON API keeps the promises of its description."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import Connection

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.search import service as search
from catalog.search.index import ProductIndex
from storefront.closures import service as closures
from storefront.combos import finding
from tests.factories import catalog
from tests.factories.combos import make_combo
from tests.factories.storefront import make_goods, make_stock, make_variant
from tests.visitor import Visitor


@pytest.fixture
def coffee(app: Flask, own_index: ProductIndex) -> Iterator[str]:
    """The address name of a coffee with four stars and one batch on sale."""
    with app.app_context():
        catalog.load_rubrics()
        item = make_stock(make_variant("Cà phê rang xay Đak Đoa"))
        product = item.variant.product
        catalog.make_recognition(product, decision_date=clock.today() - timedelta(days=30))
        search.rebuild()
        yield product.slug


def test_products_answer_the_same_question_as_the_page(visitor: Visitor, coffee: str) -> None:
    facts = visitor.raw("/api/v1/products?q=ca+phe&sao=4").json
    assert facts["total"] == 1
    assert facts["page"] == 1
    assert (facts["items"][0]["slug"], facts["items"][0]["stars"]) == (coffee, 4)


def test_a_product_has_producer_recognition_and_batches(visitor: Visitor, coffee: str) -> None:
    facts = visitor.raw(f"/api/v1/products/{coffee}").json
    assert facts["name"] == "Cà phê rang xay Đak Đoa"
    assert facts["producer"]["name"] == "HTX minh họa Ia Băng"
    assert facts["recognition"]["status"] == "valid"
    assert len(facts["batches"]) == 1


def test_combos_that_are_sold_are_listed(visitor: Visitor, db: Connection) -> None:
    made = make_combo()
    make_combo(goods=made.goods, name="Quà sông nước", is_sold=False)
    facts = visitor.raw("/api/v1/combos").json
    assert (facts["total"], facts["page"], facts["pages"]) == (1, 1, 1)
    item = facts["items"][0]
    assert (item["slug"], item["price"]) == (made.slug, 250_000)
    assert (item["by"].partition(" · ")[0], item["sellers"]) == ("HTX minh họa Ia Băng", 2)
    assert item["available"] == 5
    assert visitor.raw("/api/v1/combos?q=qua+tet").json["total"] == 1
    assert visitor.raw("/api/v1/combos?q=song+nuoc").json["items"] == []
    assert visitor.raw("/api/v1/combos?trang=2").json["items"] == []


def test_a_combo_has_components_sellers_and_how_many_are_left(
    visitor: Visitor, db: Connection
) -> None:
    made = make_combo()
    facts = visitor.raw(f"/api/v1/combos/{made.slug}").json
    assert (facts["price"], facts["alone"]) == (250_000, 310_000)
    assert facts["packer"]["name"] == "HTX minh họa Ia Băng"
    assert [
        (one["name"], one["quantity"], one["seller"]["name"]) for one in facts["components"]
    ] == [
        ("Cà phê", 2, "HTX minh họa Ia Băng"),
        ("Trà 1", 1, "Hộ Trà 1"),
    ]
    assert facts["components"][0]["recognition"]["stars"] == 0
    assert facts["available"] == 5
    with transaction():
        closures.close(made.other, clock.today(), None, "Nghỉ mùa", clock.now())
    assert visitor.raw(f"/api/v1/combos/{made.slug}").json["available"] == 0


def test_a_long_list_of_combos_comes_in_pages(
    visitor: Visitor, db: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "PER_PAGE", 2)
    made = make_combo()
    for number in range(2):
        make_combo(goods=made.goods, name=f"Hộp {number}")
    first, second = (visitor.raw(f"/api/v1/combos?trang={one}").json for one in (1, 2))
    assert (first["total"], first["pages"]) == (3, 2)
    assert [one["name"] for one in first["items"]] == ["Hộp 1", "Hộp 0"]
    assert [one["name"] for one in second["items"]] == ["Quà Tết vùng cao"]
    assert "/hop-qua?trang=2" in visitor.get("/hop-qua").links


def test_a_batch_answers_by_its_public_code(visitor: Visitor, db: Connection) -> None:
    goods = make_goods()
    assert visitor.raw(f"/api/v1/batches/{goods.code}").json["code"] == goods.code


def test_the_register_is_open(visitor: Visitor, coffee: str) -> None:
    facts = visitor.raw("/api/v1/recognitions").json
    assert (facts["total"], facts["limit"]) == (1, 100)
    assert facts["items"][0]["recognition"]["stars"] == 4
    assert visitor.raw("/api/v1/recognitions?tinh=01").json["items"] == []


@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/products/khong-co",
        "/api/v1/combos/khong-co",
        "/api/v1/batches/KHONG-CO",
        "/api/v2",
    ],
)
def test_the_unknown_is_a_problem_document(visitor: Visitor, db: Connection, address: str) -> None:
    answer = visitor.raw(address, status=404)
    assert answer.content_type == "application/problem+json"
    assert answer.json["status"] == 404


@pytest.mark.parametrize(
    ("where", "query"),
    [
        ("products", "sao=9"),
        ("products", "trang=0"),
        ("products", "trang=x"),
        ("products", "bo=-1"),
        ("products", "tinh=abc"),
        ("combos", "trang=0"),
        ("combos", f"q={'a' * 201}"),
    ],
)
def test_a_malformed_question_names_the_wrong_part(
    visitor: Visitor, where: str, query: str
) -> None:
    answer = visitor.raw(f"/api/v1/{where}?{query}", status=400)
    assert answer.content_type == "application/problem+json"
    assert answer.json["invalid_params"][0]["name"] == query.partition("=")[0]


def test_the_description_is_openapi_3_1(visitor: Visitor) -> None:
    spec = visitor.raw("/api/v1/openapi.json").json
    assert spec["openapi"] == "3.1.0"
    assert {
        "/api/v1/products",
        "/api/v1/products/{slug}",
        "/api/v1/combos",
        "/api/v1/combos/{slug}",
        "/api/v1/batches/{code}",
    } <= set(spec["paths"])


def test_people_can_read_the_description(visitor: Visitor) -> None:
    page = visitor.get("/api/docs")
    assert "GET /api/v1/products/{slug}" in page


def test_the_api_touches_no_session(visitor: Visitor, coffee: str) -> None:
    assert "Set-Cookie" not in visitor.raw("/api/v1/products").headers
