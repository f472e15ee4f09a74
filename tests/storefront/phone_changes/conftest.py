"""Every change waits as long as a dated row says."""

import pytest

from catalog.kernel import clock
from catalog.kernel.db import transaction
from storefront.deadlines import service as deadlines


@pytest.fixture(autouse=True)
def _deadlines(request: pytest.FixtureRequest) -> None:
    if "db" in request.fixturenames or "visitor" in request.fixturenames:
        request.getfixturevalue("db")
        with transaction():
            deadlines.import_packaged(clock.now())
