"""Open doors close for a while on whoever knocks without end."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection

from storefront.app import create_app
from storefront.config import Config
from storefront.extensions import limiter


@pytest.fixture
def counted(config: Config, db: Connection) -> Iterator[FlaskClient]:
    """A browser at an application that counts requests."""
    app = create_app(replace(config, testing=False))
    limiter.reset()
    yield app.test_client()
    limiter.reset()
    limiter.enabled = False


def test_suggestions_are_counted(counted: FlaskClient) -> None:
    asked = (counted.get("/dia-gioi/tim").status_code for _ in range(250))
    assert 429 in asked
    assert counted.get("/dia-gioi").status_code == 200  # the page itself stays open
