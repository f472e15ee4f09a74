"""The public conformance suites, read in place: setting TESTDATA, default ../shared/testdata."""

import os
from pathlib import Path

import pytest

ROOT = Path(os.environ.get("TESTDATA", Path(__file__).parents[4] / "shared/testdata")) / "trace"


def files(pattern: str) -> list[Path]:
    """The files of a suite; [] where the data is not there."""
    return sorted(ROOT.glob(pattern))


needed = pytest.mark.skipif(not ROOT.is_dir(), reason=f"needs {ROOT}: set TESTDATA")
