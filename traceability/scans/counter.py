"""Scans of this process, kept in memory and written four times a second.

A write per scan would take the write lock and cost more than the page. The price: a crash
loses the counts of at most the last quarter of a second; an orderly stop loses none.
"""

import logging
import threading
from collections import Counter, deque
from multiprocessing.util import Finalize
from typing import cast

from flask import Flask, current_app
from sqlalchemy.exc import SQLAlchemyError

from catalog.kernel import clock
from catalog.kernel.db import transaction
from traceability.scans import service

EVERY_SECONDS = 0.25
MOST_WAITING = 200_000
_log = logging.getLogger("ocop.scans")


def connected() -> "ScanCounter":
    """The counter of the running application (storefront/app.py makes it)."""
    return cast(ScanCounter, current_app.extensions["ocop_scans"])


class ScanCounter:
    """Safe for threads. `add` only remembers; a thread of its own, begun by the first scan, writes.

    With `by_itself=False` nothing is written until somebody calls flush().
    """

    def __init__(self, app: Flask, *, by_itself: bool = True) -> None:
        self._app = app
        # Both ends of a deque may be used from different threads without a lock.
        self._seen: deque[str] = deque(maxlen=MOST_WAITING)
        self._is_running = not by_itself
        self._beginning = threading.Lock()
        self._wake = threading.Event()
        self._is_stopping = False

    def add(self, code: str) -> None:
        """Count one scan of the batch."""
        self._seen.append(code)
        if not self._is_running:
            self._start()
        if not self._wake.is_set():
            self._wake.set()

    def flush(self) -> int:
        """Write what has been counted; how many scans. What cannot be written is kept."""
        seen = [self._seen.popleft() for _ in range(len(self._seen))]
        if not seen:
            return 0
        try:
            with self._app.app_context(), transaction():
                service.add_counts(Counter(seen), clock.today())
        except SQLAlchemyError:
            _log.exception("scan counts not written, trying again")
            self._seen.extendleft(seen)
            return 0
        return len(seen)

    def stop(self) -> None:
        """Let the thread end and write what is counted."""
        self._is_stopping = True
        self._wake.set()
        self.flush()

    def _start(self) -> None:
        with self._beginning:
            if not self._is_running:
                self._is_running = True
                # Not atexit: that is not run in the processes the server starts.
                Finalize(None, self.stop, exitpriority=10)
                threading.Thread(target=self._run, name="scans", daemon=True).start()

    def _run(self) -> None:
        pause = threading.Event()
        while not self._is_stopping:
            self._wake.wait()
            self._wake.clear()
            pause.wait(EVERY_SECONDS)
            self.flush()
