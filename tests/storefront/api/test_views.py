"""The open JSON API keeps the promises of its description."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import Connection

from catalog.kernel import clock
from catalog.search import service as search
from tests.factories import catalog
from tests.factories.storefront import make_goods, make_stock, make_variant
from tests.visitor import Visitor


@pytest.fixture
def coffee(app: Flask, db: Connection) -> Iterator[str]:
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


def test_a_batch_answers_by_its_public_code(visitor: Visitor, db: Connection) -> None:
    goods = make_goods()
    assert visitor.raw(f"/api/v1/batches/{goods.code}").json["code"] == goods.code


def test_the_register_is_open(visitor: Visitor, coffee: str) -> None:
    facts = visitor.raw("/api/v1/recognitions").json
    assert (facts["total"], facts["limit"]) == (1, 100)
    assert facts["items"][0]["recognition"]["stars"] == 4
    assert visitor.raw("/api/v1/recognitions?tinh=01").json["items"] == []


@pytest.mark.parametrize(
    "address", ["/api/v1/products/khong-co", "/api/v1/batches/KHONG-CO", "/api/v2"]
)
def test_the_unknown_is_a_problem_document(visitor: Visitor, db: Connection, address: str) -> None:
    answer = visitor.raw(address, status=404)
    assert answer.content_type == "application/problem+json"
    assert answer.json["status"] == 404


@pytest.mark.parametrize("query", ["sao=9", "trang=0", "trang=x", "bo=-1", "tinh=abc"])
def test_a_malformed_question_names_the_wrong_part(visitor: Visitor, query: str) -> None:
    answer = visitor.raw(f"/api/v1/products?{query}", status=400)
    assert answer.content_type == "application/problem+json"
    assert answer.json["invalid_params"][0]["name"] == query.partition("=")[0]


def test_the_description_is_openapi_3_1(visitor: Visitor) -> None:
    spec = visitor.raw("/api/v1/openapi.json").json
    assert spec["openapi"] == "3.1.0"
    assert {"/api/v1/products", "/api/v1/products/{slug}", "/api/v1/batches/{code}"} <= set(
        spec["paths"]
    )


def test_people_can_read_the_description(visitor: Visitor) -> None:
    page = visitor.get("/api/docs")
    assert "GET /api/v1/products/{slug}" in page


def test_the_api_touches_no_session(visitor: Visitor, coffee: str) -> None:
    assert "Set-Cookie" not in visitor.raw("/api/v1/products").headers
