"""The public test data of others, read where it lies; without it these tests are skipped."""

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(os.environ.get("TESTDATA", Path(__file__).parents[4] / "shared/testdata")) / "trace"

needs_testdata = pytest.mark.skipif(not ROOT.exists(), reason=f"no test data under {ROOT}")


def files(*patterns: str) -> list[Path]:
    return sorted(path for pattern in patterns for path in ROOT.glob(pattern))


@cache
def document(path: Path) -> Any:
    return json.loads(path.read_text())
