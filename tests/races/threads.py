"""Several people at once: each act in a thread of its own."""

import threading
from collections.abc import Callable
from typing import Any

from flask import Flask
from sqlalchemy.exc import OperationalError

from catalog.kernel.db import session
from catalog.kernel.errors import DomainError

LONGEST = 60
"""Seconds one waits for another: who never comes fails a test instead of holding it for good."""


def meeting(people: int) -> threading.Barrier:
    """Where that many threads wait for each other; broken when one does not come in time."""
    return threading.Barrier(people, timeout=LONGEST)


def together(app: Flask, acts: list[Callable[[], Any]]) -> list[Any]:
    """What each act gave or was refused with, each in a thread of its own, all at once.

    An error that is no refusal is a result too, so that a negative control can ask for it.
    """
    session.remove()
    start = meeting(len(acts))
    results: list[Any] = [None] * len(acts)

    def run(place: int, act: Callable[[], Any]) -> None:
        with app.app_context():
            start.wait()
            try:
                results[place] = act()
            except (DomainError, OperationalError) as error:
                results[place] = error
            finally:
                session.remove()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
