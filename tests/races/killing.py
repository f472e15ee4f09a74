"""A process of its own, killed at a named point of its work: what a crash leaves behind."""

import importlib
import os
import signal
from collections.abc import Callable
from contextlib import nullcontext
from multiprocessing import get_context
from typing import Any

import time_machine
from flask import Flask

from catalog.kernel import clock
from catalog.kernel.db import session, transaction
from storefront.app import create_app
from storefront.config import Config

LONGEST = 60
"""Seconds a process may work before a test fails instead of waiting for good."""
# Each is forked from one process without threads or connections that has read the house already:
# reading it takes far longer than the work that is broken off.
_processes = get_context("forkserver")
_processes.set_forkserver_preload(["pytest", "storefront.app", __name__])

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
        "data_dir": app.extensions["ocop_config"].data_dir,
        "point": point,
        "work": f"{work.__module__}.{work.__name__}",
        "given": given,
        "carelessly": carelessly,
        "opens_its_own": opens_its_own,
        "at": clock.now(),
    }
    worker = _processes.Process(target=_work_and_be_killed, args=(order,))
    worker.start()
    worker.join(LONGEST)
    ended = worker.exitcode
    if ended is None:
        worker.kill()
    assert ended == -signal.SIGKILL


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
        data_dir=order["data_dir"],
        testing=True,
    )
    app = create_app(config)
    around = nullcontext() if order["opens_its_own"] else transaction()
    day = time_machine.travel(order["at"])  # that of the tests, not the real one
    with day, app.app_context(), around:
        work(**order["given"])


def _split(dotted: str) -> tuple[Any, str]:
    module, name = dotted.rsplit(".", 1)
    return importlib.import_module(module), name
