"""A process of its own, killed at a named point of its work: what a crash leaves behind."""

import importlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path
from typing import Any

import time_machine
from flask import Flask

from catalog.kernel import clock
from catalog.kernel.db import session, transaction
from storefront.app import create_app
from storefront.config import Config

ROOT = Path(__file__).parent.parent.parent
Work = Callable[..., object]
"""A function of a test module, called with plain values inside a transaction."""


def killed_at(
    app: Flask,
    point: str,
    work: Work,
    *,
    carelessly: bool = False,
    opens_its_own: bool = False,
    **given: object,
) -> None:
    """Do `work` on the database of `app` and be killed when the function at `point` returns.

    `point` is the dotted name of a function that the work calls. With `carelessly` what was
    written is committed first: the negative control of every such test. Work that
    `opens_its_own` transactions is not given one.
    """
    session.remove()
    order = {
        "url": app.config["SQLALCHEMY_DATABASE_URI"],
        "data_dir": str(app.extensions["ocop_config"].data_dir),
        "point": point,
        "work": f"{work.__module__}.{work.__name__}",
        "given": given,
        "carelessly": carelessly,
        "opens_its_own": opens_its_own,
        "at": clock.now().isoformat(),
    }
    command = [sys.executable, "-m", __name__, json.dumps(order)]
    worker = subprocess.run(command, cwd=ROOT, check=False)
    assert worker.returncode == -signal.SIGKILL


def _work_and_be_killed(order: dict[str, Any]) -> None:
    module, name = _split(order["point"])
    real = getattr(module, name)

    def last(*args: object, **kwargs: object) -> None:
        real(*args, **kwargs)
        session.flush()
        if order["carelessly"]:
            session.commit()
        os.kill(os.getpid(), signal.SIGKILL)

    work = getattr(*_split(order["work"]))
    setattr(module, name, last)
    config = Config(
        secret_key="x" * 40,
        database_url=order["url"],
        data_dir=Path(order["data_dir"]),
        testing=True,
    )
    at = datetime.fromisoformat(order["at"])  # the day of the tests, not the real one
    app = create_app(config)
    around = nullcontext() if order["opens_its_own"] else transaction()
    with time_machine.travel(at), app.app_context(), around:
        work(**order["given"])


def _split(dotted: str) -> tuple[Any, str]:
    module, name = dotted.rsplit(".", 1)
    return importlib.import_module(module), name


if __name__ == "__main__":
    _work_and_be_killed(json.loads(sys.argv[1]))
