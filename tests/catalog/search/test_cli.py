"""`ocop search rebuild`."""

import pytest
from flask import Flask

from catalog.search.index import ProductIndex
from tests.factories.catalog import make_product

pytestmark = pytest.mark.parametrize("own_index", ["tantivy:"], indirect=True)


def test_rebuild_says_what_it_built(app: Flask, own_index: ProductIndex) -> None:
    make_product("Gạo thơm")
    answer = app.test_cli_runner().invoke(args=["search", "rebuild"])
    assert answer.exit_code == 0
    assert "1 products" in answer.output
    assert own_index.check() == 1


def test_rebuild_is_refused_while_another_one_writes(app: Flask, own_index: ProductIndex) -> None:
    own_index.lock_seconds = 0.01
    with own_index._writing():
        answer = app.test_cli_runner().invoke(args=["search", "rebuild"])
    assert answer.exit_code == 1
    assert "another process is writing the index" in answer.output


def test_an_index_that_answers_is_left_alone_when_asked(
    app: Flask, own_index: ProductIndex
) -> None:
    run = app.test_cli_runner().invoke
    assert "0 products" in run(args=["search", "rebuild", "--if-missing"]).output
    assert "there is one" in run(args=["search", "rebuild", "--if-missing"]).output
