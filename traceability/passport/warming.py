"""Makes pages ready before they are asked for: after a write, and after midnight."""

from typing import Any

from catalog.kernel import clock, outbox
from catalog.kernel.db import transaction
from traceability.passport import pages, service


def consume(payload: dict[str, Any]) -> None:
    """The consumer of `pages.TOPIC`: some stale pages at a time, so that other news get a turn."""
    waiting = pages.list_stale()
    _make(waiting)
    if len(waiting) == pages.WARM_AT_ONCE:
        with transaction():
            outbox.enqueue(pages.TOPIC, "more", payload, clock.now())


def renew_lapsed() -> int:
    """Make anew what midnight has ended, of the pages people open; returns how many."""
    done = 0
    while waiting := pages.list_lapsed(clock.now()):
        _make(waiting)
        done += len(waiting)
    return done


def _make(waiting: list[tuple[str, str]]) -> None:
    for code, language in waiting:
        pages.make(code, language, clock.now(), service.render)
