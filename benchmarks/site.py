"""The product with its demonstration data, served from a scratch folder."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.figures import Progress
from benchmarks.load import Target
from benchmarks.processes import free_port, serving

OCOP = str(Path(sys.executable).with_name("ocop"))


@contextmanager
def site(
    label: str, say: Progress, prepare: Callable[[Path], None] | None = None
) -> Iterator[Target]:
    """The shop under its own server, one worker, one thread; the benchmark sets `paths`.

    `prepare` is given the data folder before the server starts.
    """
    port = free_port()
    origin = f"http://127.0.0.1:{port}"
    with demonstration(say) as folder:
        environment = {"DATA_DIR": folder, "PORT": str(port), "DEMO": "1", "PUBLIC_URL": origin}
        if prepare:
            prepare(Path(folder))
        with serving(
            [OCOP, "serve", "--threads", "1"], f"{origin}/readyz", environment=environment
        ) as pid:
            yield Target(label, pid, origin)


@contextmanager
def demonstration(say: Progress) -> Iterator[str]:
    """A data folder of one's own with the demonstration in it."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(_loaded(say).name, folder, dirs_exist_ok=True)
        yield folder


@cache
def _loaded(say: Progress) -> "tempfile.TemporaryDirectory[str]":
    """Loaded once for all benchmarks of a run; the folder goes when the run ends."""
    folder = tempfile.TemporaryDirectory()
    environment = {"DATA_DIR": folder.name, "DEMO": "1"}
    say("loading demonstration data …")
    _ocop(environment, "db", "upgrade")
    _ocop(environment, "demo", "load")
    return folder


def _ocop(environment: dict[str, str], *command: str) -> None:
    """Run one command of the product to its end."""
    done = subprocess.run(
        [OCOP, *command],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=600,
    )
    if done.returncode:
        raise RuntimeError(f"ocop {' '.join(command)} failed:\n{done.stderr[-2000:]}")


def product_slugs(origin: str) -> Sequence[str]:
    """Every product on the first pages of the API."""
    return [
        item["slug"]
        for page in (1, 2)
        for item in _json(f"{origin}/api/v1/products?page={page}")["items"]
    ]


def batch_codes(origin: str) -> Sequence[str]:
    """The public codes of those products' batches."""
    found = [_json(f"{origin}/api/v1/products/{slug}")["batches"] for slug in product_slugs(origin)]
    return [code for codes in found for code in codes]


def _json(url: str) -> Any:
    with urllib.request.urlopen(url, timeout=60) as answer:
        return json.load(answer)
