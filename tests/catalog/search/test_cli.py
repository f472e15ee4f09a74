"""`ocop search rebuild`."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import Connection

from catalog.search.index import ProductIndex, open_index
from tests.factories.catalog import make_product


@pytest.fixture
def index(
    app: Flask, db: Connection, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ProductIndex]:
    usual = app.extensions["ocop_search"]
    app.extensions["ocop_search"] = open_index("tantivy:", tmp_path_factory.mktemp("index"))
    yield app.extensions["ocop_search"]
    app.extensions["ocop_search"] = usual


def test_rebuild_says_what_it_built(app: Flask, index: ProductIndex) -> None:
    make_product("Gạo thơm")
    answer = app.test_cli_runner().invoke(args=["search", "rebuild"])
    assert answer.exit_code == 0
    assert "1 products" in answer.output
    assert index.check() == 1


def test_rebuild_is_refused_while_another_one_writes(app: Flask, index: ProductIndex) -> None:
    index.lock_seconds = 0.01
    with index._writing():
        answer = app.test_cli_runner().invoke(args=["search", "rebuild"])
    assert answer.exit_code == 1
    assert "another process is writing the index" in answer.output


def test_an_index_that_answers_is_left_alone_when_asked(app: Flask, index: ProductIndex) -> None:
    run = app.test_cli_runner().invoke
    assert "0 products" in run(args=["search", "rebuild", "--if-missing"]).output
    assert "there is one" in run(args=["search", "rebuild", "--if-missing"]).output
