"""By the clock: partners are asked about what they did not tell, each in its own transactions."""

import logging
from collections.abc import Callable
from datetime import datetime

from catalog.kernel import clock
from catalog.kernel.errors import DomainError
from storefront.gateways import calling, queries

_log = logging.getLogger("ocop.gateways")


def ask_all() -> int:
    """Ask about every try and every refund whose time has come; how many those were."""
    now = clock.now()
    attempts, returns = queries.due_attempts(now), queries.due_returns(now)
    for one in attempts:
        _try(calling.ask, one, now)
    for one in returns:
        _try(calling.ask_refund, one, now)
    return len(attempts) + len(returns)


def _try(act: Callable[[int, datetime], None], one: int, now: datetime) -> None:
    try:
        act(one, now)
    except DomainError as refused:  # a partner that was switched off must not stop the others
        _log.warning("%s %s: %s", act.__name__, one, refused)
