"""The locks: complete, with hashes, and without an address in them."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[\w+\])?==\S+(?: ;.*?)? \\$", re.MULTILINE)


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name.partition("[")[0]).lower()


def wanted(file: str) -> set[str]:
    lines = (ROOT / file).read_text().splitlines()
    return {normal(line) for line in lines if line and not line.startswith(("#", "-c"))}


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_every_dependency_is_locked_with_a_hash(name: str) -> None:
    lock = (ROOT / f"{name}.txt").read_text()
    pinned = PIN.findall(lock)
    assert wanted(f"{name}.in") <= {normal(one) for one in pinned}
    for entry in re.split(r"^(?=[a-z])", lock, flags=re.MULTILINE)[1:]:
        assert "--hash=sha256:" in entry, entry


def test_no_lock_names_an_address() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        assert "://" not in (ROOT / name).read_text()
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert not [name for name, package in packages.items() if "resolved" in package]
    assert all("integrity" in package for name, package in packages.items() if name)
