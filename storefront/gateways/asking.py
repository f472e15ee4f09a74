"""By the clock: partners are asked about what they did not tell, each in its own transactions."""

import logging
from collections.abc import Callable
from datetime import datetime

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError
from storefront.gateways import calling, queries
from storefront.gateways.connecting import connected
from storefront.gateways.service import attempts, refunding

_log = logging.getLogger("ocop.gateways")


def ask_all() -> int:
    """Ask about every try and every refund whose time has come; how many those were."""
    now, names = clock.now(), connected()
    tries, returns = queries.due_attempts(now, names), queries.due_returns(now, names)
    for one in tries:
        _try(calling.ask, attempts.ask_later, one, now)
    for one in returns:
        _try(calling.ask_refund, refunding.ask_later, one, now)
    return len(tries) + len(returns)


Act = Callable[[int, datetime], None]


def _try(act: Act, later: Act, one: int, now: datetime) -> None:
    try:
        act(one, now)
    except DomainError as refused:  # what cannot be taken must neither stop others nor come first
        _log.warning("%s %s: %s", act.__name__, one, refused)
        with transaction():
            later(one, now)
