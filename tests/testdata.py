"""Public conformance data, read where it lies and never copied; without it a test is skipped."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(
    os.environ.get("TESTDATA") or Path(__file__).parents[2] / "shared" / "testdata"
).resolve()


def find(path: str) -> Path:
    """The file or folder in TESTDATA (default ../shared/testdata), or skip saying so."""
    found = FOLDER / path
    if not found.exists():
        pytest.skip(f"the public test data are not here: {found} (set TESTDATA)")
    return found


def read(path: str) -> Any:
    """A JSON file of the test data."""
    return json.loads(find(path).read_text("utf-8"))
