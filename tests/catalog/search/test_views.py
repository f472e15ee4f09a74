"""Suggestions as the page asks for them."""

import json

import pytest
from flask import Flask

from catalog.search import service
from catalog.search.index import ProductIndex
from tests.factories.catalog import make_product


@pytest.fixture
def built(app: Flask, own_index: ProductIndex) -> Flask:
    make_product("Gạo thơm Trường Xuân")
    with app.app_context():
        service.rebuild()
    return app


@pytest.mark.parametrize(
    ("query", "items"),
    [
        ("q=ga", ["gạo thơm trường xuân"]),
        ("q=GẠO%20t", ["gạo thơm trường xuân"]),
        ("q=", []),
        ("", []),
        ("q=%ff%fe", []),
        (f"q={'a' * 5_000}", []),
    ],
)
def test_suggestions_are_a_list_anyone_may_keep(built: Flask, query: str, items: list[str]) -> None:
    answer = built.test_client().get(f"/san-pham/goi-y?{query}")
    assert json.loads(answer.text) == {"items": items}
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    assert "Set-Cookie" not in answer.headers
