"""`ocop demo`: says no in one line where it must not load, and prints what to try."""

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import Connection

from storefront.accounts import service as accounts
from storefront.demo.trade import PASSWORD
from tests.factories.catalog import make_producer


@pytest.fixture
def run(app: Flask, db: Connection, monkeypatch: pytest.MonkeyPatch) -> FlaskCliRunner:
    monkeypatch.setitem(app.config, "DEMO", True)
    return app.test_cli_runner()


def test_without_demo_nothing_is_loaded_and_no_password_printed(app, run, monkeypatch):
    monkeypatch.setitem(app.config, "DEMO", False)
    answer = run.invoke(args=["demo", "load"])
    assert answer.exit_code == 1
    assert "DEMO=1 is not set" in answer.output
    assert PASSWORD not in run.invoke(args=["demo", "show"]).output


def test_a_database_with_data_is_left_alone(run):
    make_producer()
    answer = run.invoke(args=["demo", "load"])
    assert answer.exit_code == 1
    assert "not empty" in answer.output
    quiet = run.invoke(args=["demo", "load", "--if-empty"])
    assert quiet.exit_code == 0
    assert "no demonstration data is loaded" in quiet.output


def test_loading_it_again_changes_nothing(run):
    make_producer(is_demo=True)
    answer = run.invoke(args=["demo", "load"])
    assert answer.exit_code == 0
    assert "loaded already" in answer.output


def test_addresses_and_accounts_are_printed(run):
    output = run.invoke(args=["demo", "show"]).output
    assert "https://ocop.example/san-pham" in output
    assert "a code nobody registered" in output
    assert PASSWORD in output
    assert PASSWORD in run.invoke(args=["demo", "accounts"]).output


def test_the_password_of_the_demonstration_is_one_the_shop_would_take():
    accounts.check_password(PASSWORD, ("Rơ Minh Họa", "ia-bang@minh-hoa.example"))
