"""A shop whose partners are switched on, with fakes behind them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from storefront.invented_partners.connecting import WithFakes
from tests.factories.storefront import make_online
from tests.storefront.gateways.partners import METHODS, Till, with_fakes

Open = Callable[..., Till]


@pytest.fixture
def partners(app: Flask, tmp_path: Path) -> Iterator[WithFakes]:
    found = with_fakes(app.extensions["ocop_config"], tmp_path)
    before, app.extensions["ocop_gateways"] = app.extensions["ocop_gateways"], found
    yield found
    app.extensions["ocop_gateways"] = before


@pytest.fixture(params=METHODS)
def method(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture
def open_till(app: Flask, db: object, partners: WithFakes) -> Iterator[Open]:
    """A purchase that waits to be paid through a partner."""
    with app.app_context():

        def make(method: str, *wanted: tuple[int, int]) -> Till:
            return Till(partners, method, make_online(method, *wanted))

        yield make


@pytest.fixture
def till(open_till: Open, method: str) -> Till:
    return open_till(method)
