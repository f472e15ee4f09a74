"""Sheets need the fonts that the set-up fetches."""

import pytest

from traceability.labels import face


@pytest.fixture(autouse=True)
def fonts() -> None:
    if not (face.FONTS / f"{face.PLAIN}.ttf").exists():
        pytest.skip("bin/vendor has not fetched the fonts")
